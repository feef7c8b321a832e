"""What becomes of a grant, where 360Giving has a place for it: events for milestones and the end, classifications for
what others bring and what is paid for. Match is none of the funder's commitment, so it is no transaction. Pure.
"""

from collections.abc import Sequence
from typing import Any

from events.grants import Closing, Grant, Match, Milestone, Tariff, Terms
from kernel.money import Money
from transparency.grant_awards.schemas.words import day, lasting
from transparency.releases.schemas.words import filled

MATCH, OUTCOMES = "Match funding", "Outcomes paid for"
MATCHED = {"cash": "Cash", "in_kind": "In kind"}

Json = dict[str, Any]


def milestones(grant: Grant) -> Sequence[Json]:
    """Points that money hangs on, in the order of the terms; one without a day stands without."""
    return [milestone(each) for each in grant.terms.milestones] if grant.terms else []


def milestone(point: Milestone) -> Json:
    """A point, what is paid for it, and whether it is reached."""
    told = {"title": point.title, "description": f"Milestone {point.number}, £{point.amount}: {point.status}."}
    return told if point.due_on is None else {**told, "startDate": day(point.due_on), "endDate": day(point.due_on)}


def ending(grant: Grant) -> Sequence[Json]:
    """When the activity took place, once it is over; nothing of one that ended before it began."""
    closing = grant.closing
    if closing is None or closing.closed_on < grant.starts_on:
        return []
    return [{**lasting(grant.starts_on, closing.closed_on), "title": how(closing), "description": account(closing)}]


def how(closing: Closing) -> str:
    """In which way it ended."""
    return "Terminated for breach" if closing.terminated_for_breach else "Closed"


def account(closing: Closing) -> str:
    """What it came to, and what goes back."""
    told = f"It cost £{closing.actual_eligible_cost}, of which the grant came to £{closing.payable}."
    if Money.parse(closing.clawback_due).pence == 0:
        return told
    return f"{told} £{closing.clawback_due} is to be paid back; £{closing.repaid} of it has come."


def classifications(terms: Terms) -> Sequence[Json]:
    """Who else pays, and which outcomes earn what."""
    return [*(matched(each) for each in terms.match), *(priced(each) for each in terms.tariffs)]


def matched(match: Match) -> Json:
    """What somebody else brings; it counts once there is evidence."""
    return {
        "vocabulary": MATCH,
        "code": match.kind,
        "title": f"{MATCHED.get(match.kind, match.kind)} from {match.source}",
        "description": f"£{match.amount}, {'evidenced' if match.evidenced else 'pending'}.",
    }


def priced(tariff: Tariff) -> Json:
    """What one outcome earns. How many were claimed is not told: few people may be behind a count."""
    most = None if tariff.maximum_paid is None else f"At most {tariff.maximum_paid} are paid."
    said = [f"£{tariff.tariff} for each.", most, tariff.evidence_rule]
    return filled({"vocabulary": OUTCOMES, "title": tariff.outcome, "description": " ".join(it for it in said if it)})
