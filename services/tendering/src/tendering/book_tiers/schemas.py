"""How the depth of a book looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import AmountOut, Out, Prose, Strict, example
from tendering.book_tiers.domain import Depth, Risk, Standing
from tendering.book_tiers.rules import depth_on


class RiskIn(
    Strict, json_schema_extra=example(risk="high", because="One building, one supplier, and rents that follow prices.")
):
    """How much is at risk in a contract should its costs run away, and why."""

    risk: Annotated[Risk, Field(strict=False)]
    because: Prose


class StatedRiskOut(Out):
    """What the buyer said of it, and when."""

    risk: Risk
    because: str
    stated_at: datetime


class DepthOut(Out):
    """What the tier of an open book asks for: each quarter, the postings of each line, the report of a verifier."""

    tier: Annotated[int, Field(ge=1, le=4)]
    by_quarter: bool
    by_posting: bool
    verified: bool


class TierOut(Out):
    """Whether a contract's book is open, why, and how deep it is for a quarter that begins today; null if closed."""

    contract_id: UUID
    is_open: bool
    by_value: bool
    by_aggregate: bool
    threshold: AmountOut
    value: AmountOut
    aggregate: AmountOut
    depth: DepthOut | None
    risks: list[StatedRiskOut]

    @classmethod
    def on(cls, book: Standing, today: date) -> Self:
        """As it stands on that day."""
        names = ("is_open", "by_value", "by_aggregate", "threshold", "value", "aggregate")
        why = {name: getattr(book.trigger, name) for name in names}
        said = [StatedRiskOut.model_validate(each) for each in book.risks]
        return cls(contract_id=book.contract_id, depth=shown(depth_on(book, today)), risks=said, **why)


def shown(depth: Depth | None) -> DepthOut | None:
    """As clients see it."""
    return None if depth is None else DepthOut.model_validate(depth)
