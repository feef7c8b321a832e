"""How a grant of the story is earned, claimed and closed, from its terms to its account."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from hashlib import sha256
from typing import Any

import httpx

from commonweal.play.granted import Grant
from commonweal.play.telling import Telling, on, pounds

BATCH = 500
#: Figures of the story's policy, by the names that a grant's terms have for them.
POLICY = {"grant_minimum_match_ratio": "minimum_match_ratio", "grant_in_kind_match_cap": "in_kind_cap"}
#: What the account tells beside what the format asks for.
BESIDE = frozenset({"award", "eligible_cost", "match_pending", "closed_on"})


@dataclass(frozen=True)
class Award:
    """A grant of the story, as the platform has awarded it."""

    telling: Telling
    grant: Grant
    awarded: Mapping[str, Any]

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"/grants/v1/grants/{self.awarded['id']}"

    @property
    def starts(self) -> date:
        """Its first day."""
        return date.fromisoformat(self.awarded["starts_on"])

    def part(self, role: str) -> httpx.Client:
        """The recipient's provider, or one of the authority's people."""
        ids, authority = self.telling.ids, self.telling.authority
        return self.telling.stage.part(role, ids[self.grant.recipient] if role == "provider" else authority)

    def do(self, role: str, path: str, sent: object = None, *, day: int) -> Any:
        """A step, so many days after the grant starts."""
        at = on(self.starts + timedelta(days=day))
        return self.telling.stage.do(self.part(role), "POST", f"{self.path}/{path}", sent, at=at)


def account_of(award: Award) -> dict[str, Any]:
    """Set the terms, reach and prove what the story says, pay what it says, close it, and read the account."""
    award.do("funder", "terms", terms(award), day=0)
    award.do("provider", "terms/acceptance", day=1)
    achieved = [number for number, it in enumerate(award.grant.milestones, 1) if it.achieved]
    for number in achieved:
        award.do("provider", f"milestones/{number}/report", {"evidence": "A report with photographs"}, day=60)
    for number in achieved:
        award.do("funder", f"milestones/{number}/acceptance", day=61)
    prove(award)
    for number, claim in enumerate(claims(award)):
        claimed = award.do("provider", "claims", {"evidence": "The grant's own records", **claim}, day=120 + number)
        path = f"claims/{claimed['claim_number']}"
        award.do("assessor", f"{path}/verification", day=120 + number)
        award.do("funder", f"{path}/approval", day=120 + number)
        award.do("funder", f"{path}/payment", {}, day=120 + number)
    breach = {"breach": "The terms were broken."} if award.grant.terminated_for_breach else {}
    cost = {"actual_eligible_cost": pounds(award.grant.actual_eligible_cost), "evidence": "Audited accounts"}
    award.do("funder", "closure", {**cost, **breach}, day=400)
    told = award.telling.stage.do(award.telling.stage.public, "GET", f"{award.path}/account")
    return {
        name: value["amount"] if isinstance(value, dict) else value
        for name, value in told.items()
        if name not in BESIDE
    }


def terms(award: Award) -> dict[str, Any]:
    """The grant's terms on the wire."""
    grant, policy = award.grant, award.telling.document.policy
    return {
        "eligible_cost": pounds(grant.eligible_cost),
        "upfront_share": float(grant.upfront_share),
        "person_cap": grant.person_cap and pounds(grant.person_cap),
        "match": list(match(award)),
        "milestones": [
            {"title": it.id or f"Milestone {number}", "amount": pounds(it.amount)}
            for number, it in enumerate(grant.milestones, 1)
        ],
        "tariffs": [
            {
                "outcome": it.outcome,
                "tariff": pounds(it.tariff),
                "maximum_paid": it.maximum_paid,
                "evidence_rule": "As the fund's guidance says.",
            }
            for it in grant.outcome_tariffs
        ],
        **{ours: float(policy[theirs]["value"]) for theirs, ours in POLICY.items() if theirs in policy},
    }


def match(award: Award) -> Iterator[dict[str, Any]]:
    """What others bring, evidenced, and known by the grant: no other telling has it."""
    for number, it in enumerate(award.grant.match, 1):
        yield {
            "kind": it.kind,
            "source": it.source,
            "reference": f"{award.awarded['id']} {number}",
            "amount": pounds(it.amount),
            "hours": None if it.hours is None else float(it.hours),
            "hourly_rate": it.hourly_rate and pounds(it.hourly_rate),
            "evidence": "A letter",
        }


def prove(award: Award) -> None:
    """Outcomes in the story's order, under pseudonyms of this grant; then what the verifier finds of them."""
    made = [(f"{number} {it.id}"[:200], it) for number, it in enumerate(award.grant.outcome_claims, 1)]
    claimed = [
        {"reference": reference, "person": pseudonym(award, it.person), "outcome": it.outcome} for reference, it in made
    ]
    verdicts = [
        {"reference": reference, "holds": it.verified, "reason": None if it.verified else "There is no evidence."}
        for reference, it in made
        if it.verified is not None
    ]
    for start in range(0, len(claimed), BATCH):
        award.do("provider", "outcome-claims", {"claims": claimed[start : start + BATCH]}, day=90)
    for start in range(0, len(verdicts), BATCH):
        award.do("assessor", "outcome-verdicts", {"verdicts": verdicts[start : start + BATCH]}, day=91)


def pseudonym(award: Award, person: str) -> str:
    """A person of the story, in this grant alone."""
    return sha256(f"{award.awarded['id']} {person}".encode()).hexdigest()


def claims(award: Award) -> Iterator[dict[str, Any]]:
    """What the story has paid: upfront, then the milestones, then the rest on account."""
    grant = award.grant
    left = Decimal(grant.paid_to_date)
    upfront = (Decimal(grant.award) * grant.upfront_share).quantize(Decimal("0.01"), ROUND_DOWN)
    earned: list[tuple[Decimal, dict[str, Any]]] = [(upfront, {"basis": "upfront"})]
    for number, it in enumerate(grant.milestones, 1):
        if it.achieved:
            earned.append((Decimal(it.amount), {"basis": "milestone", "milestone": number}))
    for most, said in (*earned, (left, {"basis": "on_account"})):
        amount = min(most, left)
        if amount > 0:
            left -= amount
            yield {**said, "amount": pounds(amount)}
