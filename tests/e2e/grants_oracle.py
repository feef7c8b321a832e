"""A second, plainer reading of the format's section on grants, to hold results against."""

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any

from tests.e2e.delivery_oracle import money, over, shown

Told = dict[str, Any]


def grants(story: Told) -> Told:
    """FORMAT 17."""
    return {grant["id"]: one(grant, story) for grant in story["grants"]}


def percent(number: Fraction | None) -> float | None:
    return None if number is None else shown(100 * number)


def one(grant: Told, story: Told) -> Told:
    policy = {name: Fraction(str(entry["value"])) for name, entry in story["policy"].items() if "grant_" in name}
    award, eligible, paid, cost = (
        Fraction(grant[name]) for name in ("award", "eligible_cost", "paid_to_date", "actual_eligible_cost")
    )
    match = sum((Fraction(it["amount"]) for it in grant["match"]), start=Fraction(0))
    in_kind = sum((Fraction(it["amount"]) for it in grant["match"] if it["kind"] == "in_kind"), start=Fraction(0))
    time = sum(Fraction(str(it["hours"])) * Fraction(it["hourly_rate"]) for it in grant["match"] if it.get("hours"))
    milestones = sum((Fraction(it["amount"]) for it in grant["milestones"] if it["achieved"]), start=Fraction(0))
    count, outcomes = outcomes_of(grant)
    upfront = Fraction(str(grant["upfront_share"])) * award
    earned = Fraction(0) if grant["terminated_for_breach"] else upfront + milestones + outcomes
    rate = over(award, eligible)
    cap = None if rate is None else rate * cost
    final = None if cap is None else min(earned, cap, award)
    return {
        "intervention_rate_pct": percent(rate),
        "fully_funded": eligible == award + match,
        "match_total": money(match),
        "match_ratio": shown(over(match, award)),
        "match_ratio_ok": match / award >= policy["grant_minimum_match_ratio"],
        "in_kind_share_of_match_pct": percent(over(in_kind, match)),
        "in_kind_within_cap": in_kind <= policy["grant_in_kind_match_cap"] * match,
        "volunteer_time_value": money(Fraction(time)),
        "upfront": money(upfront),
        "milestones_earned": money(milestones),
        "outcomes_claimed": len(grant["outcome_claims"]),
        "outcomes_verified_and_paid": count,
        "outcome_payment": money(outcomes),
        "earned": money(earned),
        "cap_on_actual_cost": money(cap),
        "final_payable": money(final),
        "paid_to_date": money(paid),
        "clawback_due": None if final is None else money(max(Fraction(0), paid - final)),
        "still_to_pay": None if final is None else money(max(Fraction(0), final - paid)),
        "returned_to_fund": None if final is None else money(award - final),
        "actual_match": None if final is None else money(cost - final),
        "actual_match_ratio": None if final is None else shown(over(cost - final, final)),
        "grant_per_outcome": None if final is None else money(over(final, count)),
        "full_cost_per_outcome": None if final is None else money(over(cost, count)),
        "minimal_financial_assistance": [
            assistance(grant, date.fromisoformat(day)) for day in grant["subsidy"]["candidate_award_dates"]
        ],
    }


def outcomes_of(grant: Told) -> tuple[int, Fraction]:
    card = {it["outcome"]: it for it in grant["outcome_tariffs"]}
    seen: set[tuple[str, str]] = set()
    paid: Counter[str] = Counter()
    had: dict[str, Fraction] = {}
    total = Fraction(0)
    for claim in grant["outcome_claims"]:
        line, key = card[claim["outcome"]], (claim["person"], claim["outcome"])
        most = line["maximum_paid"]
        if not claim["verified"] or key in seen or (most is not None and paid[line["outcome"]] >= most):
            continue
        amount = Fraction(line["tariff"])
        if grant["person_cap"] is not None:
            amount = min(amount, Fraction(grant["person_cap"]) - had.get(claim["person"], Fraction(0)))
        if amount > 0:
            seen.add(key)
            paid[line["outcome"]] += 1
            had[claim["person"]] = had.get(claim["person"], Fraction(0)) + amount
            total += amount
    return sum(paid.values()), total


def assistance(grant: Told, day: date) -> Told:
    subsidy, award, limit = grant["subsidy"], Fraction(grant["award"]), Fraction(315_000)
    year = day.year if day >= date(day.year, 4, 1) else day.year - 1
    counted = [
        Fraction(it["amount"])
        for it in subsidy["history"]
        if it["kind"] in {"mfa", "spei"} and date(year - 2, 4, 1) <= date.fromisoformat(it["given_on"]) <= day
    ]
    total = sum(counted, start=Fraction(0)) + award
    applies = subsidy["recipient_is_enterprise"]
    within = not applies or total <= limit
    required = applies and within and award > 100_000
    due = date(day.year + (day.month > 9), (day.month + 2) % 12 + 1, min(day.day, 30)) if required else None
    return {
        "award_date": day.isoformat(),
        "financial_years": [f"{each}/{(each + 1) % 100:02}" for each in range(year - 2, year + 1)],
        "applies": applies,
        "prior": money(total - award),
        "total": money(total),
        "limit": "315000.00",
        "within_limit": within,
        "headroom": money(limit - total),
        "database_upload_required": required,
        "database_upload_due": due and due.isoformat(),
    }
