"""Competitions that nobody thought of: northbridge with its lots, bids, marks and days drawn anew from a seed."""

import json
import random
from datetime import date, datetime, timedelta
from typing import Any

from tests.e2e.calendar_oracle import months_on
from tests.e2e.competition_oracle import Competition

from commonweal.demo import STORIES

Told = dict[str, Any]
ABOUT_THE_COMPETITION = (
    *("format", "scenario", "law", "policy", "calendar", "organisations", "procurement", "bids"),
    *("abnormally_low_responses", "evaluation", "ratings"),
)
#: Around the ends of what a policy or a statute counts in days.
LEADS = {"planned_notice_published": (39, 40, 47, 100), "engagement_notice_published": (29, 30, 31, 63)}
AWARDED = ("2026-11-25", "2026-11-27", "2026-12-21", "2026-12-23", "2026-12-24", "2027-01-04", "2027-03-24")
EARLIER = ("2023-11-28", "2023-12-09", "2023-12-31", "2024-01-05")
#: How long before the deadline a bid comes in: the exact instant is in time, a second later is not.
BEFORE = (*(timedelta(seconds=it) for it in (-1, 0, 1, 9999)), timedelta(hours=5), *[timedelta(days=2)] * 3)


def invented(seed: int) -> Told:
    """A story that the format allows and the law lets be published; the same for the same seed."""
    draw = random.Random(seed)
    whole = json.loads((STORIES / "northbridge.json").read_text())
    story: Told = {name: whole[name] for name in ABOUT_THE_COMPETITION}
    providers = [each for each in story["organisations"] if each["id"] != story["scenario"]["authority"]]
    for each in providers:
        doubt(draw, each)
    ask(draw, story["procurement"])
    names = [each["id"] for each in draw.sample(providers, 6)]
    story["bids"] = [
        bid for lot in story["procurement"]["lots"] for bid in bids(draw, story["procurement"], lot, names)
    ]
    draw.shuffle(story["bids"])
    story["evaluation"] = judging(draw, story)
    story["ratings"] = [
        {"organisation": name, "stars": {str(star): draw.choice((0, 0, 1, 3, 9, 20)) for star in range(1, 6)}}
        for name in names
        if draw.random() < 0.8
    ]
    story["abnormally_low_responses"] = []
    story["abnormally_low_responses"] = [
        {"bid": name, "received_on": "2026-10-20", "finding": draw.choice(("demonstrated", "not_demonstrated"))}
        for name, low in Competition(story).low.items()
        if low and low["flagged"] and draw.random() < 0.8
    ]
    return story


def doubt(draw: random.Random, organisation: Told) -> None:
    """Some facts go missing, some are disputed, some organisations had a reserved contract before."""
    fact = draw.choice(organisation["facts"])
    if draw.random() < 0.2:
        organisation["facts"].remove(fact)
    elif isinstance(fact["value"], bool) and draw.random() < 0.3:
        other = {"value": not fact["value"], "source": "attestation", "reference": f"{fact['reference']}-2"}
        organisation["facts"].append(fact | other)
    if draw.random() < 0.3:
        past = {"authority": "council", "awarded_on": draw.choice(EARLIER), "comparable": draw.random() < 0.7}
        organisation["reserved_contract_history"] = [past | {"title": "Outreach before"}]


def ask(draw: random.Random, bought: Told) -> None:
    """Other lots, limits, weights, terms and days."""
    bought["regime"] = draw.choice(("light_touch", "full"))
    bought["procedure"] = draw.choice(("open", "competitive_flexible", "competitive_flexible"))
    bought["lots"] = [
        {
            "id": f"lot-{number}",
            "title": f"Part {number}",
            "estimated_value": amount(draw, 50_000, draw.choice((300_000, 2_500_000))),
            "reserved": "public_service_mutual" if draw.random() < 0.25 else None,
        }
        for number in range(1, draw.randint(1, 4) + 1)
    ]
    names = [lot["id"] for lot in bought["lots"]]
    limited = draw.sample(names, draw.randint(2, len(names))) if len(names) > 1 and draw.random() < 0.7 else None
    bought["lot_limit"] = limited and {"lots": limited, "maximum_per_supplier_group": draw.choice((1, 1, 2))}
    bought["weights"] = weights(draw, bought["weights"])
    start = date(2027, draw.randint(2, 7), draw.choice((1, 15, 28)))
    end = months_on(start, draw.choice((12, 24, 36, 60, 61, 84))) - timedelta(days=1)
    extension = draw.choice((0, 0, 1, 12))
    bought["term"] = {"start": str(start), "end": str(end), "extension_option_months": extension}
    bought["dates"] |= days(draw, full=bought["regime"] == "full")
    bought["what_if"] = {
        "extension_months": draw.choice(([], [0, 12, 24])),
        "earlier_reserved_award_dates": draw.choice(([], list(EARLIER))),
        "keep_disregarded_bids": draw.random() < 0.6,
    }


def weights(draw: random.Random, usual: list[Told]) -> list[Told]:
    """A hundred points, cut anew; other scales; sometimes half points."""
    cuts = sorted(draw.sample(range(1, 100), len(usual) - 1))
    points: list[float] = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    if draw.random() < 0.3:
        points[0], points[1] = points[0] - 0.5, points[1] + 0.5
    found = [weight | {"points": each} for weight, each in zip(usual, points, strict=True)]
    for weight in found:
        if weight["source"] == "declared":
            weight |= {"scale_maximum": draw.choice((5, 7, 10, 100)), "social_value": draw.random() < 0.7}
    return found


def days(draw: random.Random, *, full: bool) -> Told:
    """Notices, deadline and award: around Christmas, Easter, and the ends of periods."""
    tender = date(2026, 8, draw.randint(3, 25))
    deadline = tender + timedelta(days=draw.choice((25, 28, 42) if full else (5, 10, 25, 42)))
    before = {
        name: draw.choice((None, *(str(tender - timedelta(days=it)) for it in lead))) for name, lead in LEADS.items()
    }
    return before | {
        "tender_notice_published": str(tender),
        "tender_deadline": f"{deadline}T12:00:00+01:00",
        "award_notice_published": draw.choice(AWARDED),
        "pipeline_financial_year_start": draw.choice(("2026-04-01", None)),
    }


def bids(draw: random.Random, bought: Told, lot: Told, names: list[str]) -> list[Told]:
    """Up to five bids for a lot: some alike, some late, some too cheap to pay for their staff."""
    deadline, estimate = datetime.fromisoformat(bought["dates"]["tender_deadline"]), int(float(lot["estimated_value"]))
    declared = [each for each in bought["weights"] if each["source"] == "declared"]
    usual = amount(draw, estimate * 4 // 5, estimate)
    return [
        {
            "id": f"{lot['id']}-{name}",
            "bidder": name,
            "lot": lot["id"],
            "price": usual
            if draw.random() < 0.2
            else amount(draw, int(estimate * draw.choice((0.5, 0.7, 0.8))), estimate),
            "submitted_at": (deadline - draw.choice(BEFORE)).isoformat(),
            "declared": {each["criterion"]: draw.randint(0, each["scale_maximum"]) for each in declared},
            "staffing": staffing(draw) if draw.random() < 0.4 else None,
        }
        for name in draw.sample(names, draw.randint(0, 5))
    ]


def staffing(draw: random.Random) -> Told:
    posts, hours, years = draw.choice((2, 7.5, 10)), draw.choice((35, 37.5)), draw.choice((1, 3, 5))
    return {"full_time_equivalents": posts, "hours_per_week": hours, "weeks_per_year": 52, "years": years}


def judging(draw: random.Random, story: Told) -> Told:
    """Panels of which some may not judge a lot, and a few marks that were never given."""
    deadline = date.fromisoformat(story["procurement"]["dates"]["tender_deadline"][:10])
    until = (deadline, deadline - timedelta(days=1), *[date(2027, 3, 31)] * 4)
    experts = [f"evaluator-{number}" for number in range(1, draw.randint(3, 5) + 1)]
    citizens = [f"commissioner-{number}" for number in range(1, draw.randint(6, 8) + 1)]
    return {
        "technical_evaluators": [{"id": name, "training_valid_until": str(draw.choice(until))} for name in experts],
        "citizen_commissioners": [{"id": name, "aged_under_25": draw.random() < 0.25} for name in citizens],
        "recusals": [
            {"member": draw.choice(experts + citizens), "lot": lot["id"], "reason": "A cousin of a bidder."}
            for lot in story["procurement"]["lots"]
            if draw.random() < 0.35
        ],
        "scores": [
            {
                "bid": bid["id"],
                "criterion": criterion,
                "scores": {name: draw.randint(0, 10) for name in members if draw.random() < 0.995},
            }
            for bid in story["bids"]
            for criterion, members in (("technical", experts), ("citizen", citizens))
        ],
    }


def amount(draw: random.Random, least: int, most: int) -> str:
    """Pounds and pence."""
    return f"{draw.randint(least, most)}.{draw.choice(('00', '00', '50', '01', '99'))}"
