"""What a story's funds give, and what came of it. The shapes of its part of the format."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from commonweal.play.competition import Count, Money, Number, Part

#: Pounds that are never below nought.
Pounds = Annotated[str, Field(pattern=r"^(0|[1-9][0-9]{0,11})\.[0-9]{2}$")]
Hours = Annotated[Number, Field(ge=0, le=10**9)]


class Brought(Part):
    """What others bring beside the grant."""

    id: str = ""
    kind: Literal["cash", "in_kind"]
    source: str = "Somebody else"
    amount: Pounds
    hours: Hours | None = None
    hourly_rate: Pounds | None = None


class Step(Part):
    """A milestone, and whether it was reached."""

    id: str = ""
    amount: Pounds
    achieved: bool


class Rate(Part):
    """What one outcome pays, and how often at most."""

    outcome: Annotated[str, Field(min_length=1, max_length=200)]
    tariff: Pounds
    maximum_paid: Count | None = None


class Proved(Part):
    """An outcome that is claimed for somebody; one of which nobody knows is not verified."""

    id: str
    person: str
    outcome: str
    verified: bool | None


class Given(Part):
    """What a recipient was given before."""

    given_on: date
    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    amount: Pounds


class Subsidy(Part):
    """Whether the recipient is an enterprise, and when the grant might be awarded."""

    recipient_is_enterprise: bool
    history: list[Given] = []
    candidate_award_dates: list[date] = []


class Grant(Part):
    """A grant from one of the authority's funds, from its terms to its end."""

    id: str
    fund: str
    stage: str
    recipient: str
    eligible_cost: Pounds
    award: Money
    match: list[Brought] = []
    upfront_share: Annotated[Decimal, Field(ge=0, le=1)]
    milestones: list[Step] = []
    outcome_tariffs: list[Rate] = []
    person_cap: Pounds | None = None
    outcome_claims: list[Proved] = []
    actual_eligible_cost: Pounds
    paid_to_date: Pounds
    terminated_for_breach: bool
    subsidy: Subsidy | None = None


def faults_of_grants(authority: str, grants: Sequence[Grant]) -> Iterator[tuple[str, str]]:
    """What the format forbids and a schema cannot say."""
    for index, grant in enumerate(grants):
        place = f"/grants/{index}"
        if grant.recipient == authority:
            yield f"{place}/recipient", "nobody gives itself a grant"
        if Decimal(grant.award) <= 0:
            yield f"{place}/award", "a grant is more than nothing"
        if Decimal(grant.paid_to_date) > Decimal(grant.award):
            yield f"{place}/paid_to_date", "no more than the award is ever paid"
        for number, brought in enumerate(grant.match):
            if (brought.hours is None) != (brought.hourly_rate is None):
                yield f"{place}/match/{number}/hours", "hours have an hourly rate"
        yield from faults_of_card(place, grant)


def faults_of_card(place: str, grant: Grant) -> Iterator[tuple[str, str]]:
    """Outcomes that stand on the card twice, or not at all."""
    rated = [rate.outcome for rate in grant.outcome_tariffs]
    for number, outcome in enumerate(rated):
        if outcome in rated[:number]:
            yield f"{place}/outcome_tariffs/{number}/outcome", f"{outcome!r} stands twice"
    for number, claim in enumerate(grant.outcome_claims):
        if claim.outcome not in rated:
            yield f"{place}/outcome_claims/{number}/outcome", f"there is no tariff for {claim.outcome!r}"
