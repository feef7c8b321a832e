"""How what recipients say looks on the wire."""

from datetime import datetime
from typing import Self
from uuid import UUID

from chassis.wire import Count, DecimalOut, MoneyIn, MoneyOut, Out, Strict, example
from grants.feedback.domain import Together
from kernel.rounding import half_up


class FeedbackIn(
    Strict,
    json_schema_extra=example(
        hours_applying=36,
        hours_reporting=20,
        cost={"amount": "1680.00", "currency": "GBP"},
        is_proportionate=True,
        would_apply_again=True,
    ),
):
    """What applying and reporting took in hours and money, and what you make of that."""

    hours_applying: Count
    hours_reporting: Count
    cost: MoneyIn
    is_proportionate: bool
    would_apply_again: bool


class FeedbackOut(Out):
    """What was said."""

    grant_id: UUID
    hours_applying: int
    hours_reporting: int
    cost: MoneyOut
    is_proportionate: bool
    would_apply_again: bool
    given_at: datetime


class SumsOut(Out):
    """What so many recipients said; `cost_per_pound` is what a pound awarded cost them."""

    answers: int
    hours_applying: int
    hours_reporting: int
    cost: MoneyOut
    awarded: MoneyOut
    cost_per_pound: DecimalOut
    proportionate: int
    again: int


class TogetherOut(Out):
    """What recipients say of a funder; `told` is null while they are too few to be told of."""

    funder_id: UUID
    told: SumsOut | None

    @classmethod
    def of(cls, funder_id: UUID, found: Together | None) -> Self:
        """On the wire, the cost of a pound to four places."""
        if found is None:
            return cls(funder_id=funder_id, told=None)
        own = {name: getattr(found, name) for name in SumsOut.model_fields if name != "cost_per_pound"}
        return cls(funder_id=funder_id, told=SumsOut(**own, cost_per_pound=half_up(found.cost_share, 4)))
