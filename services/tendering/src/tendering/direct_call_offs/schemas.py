"""How a direct call-off looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, InstantIn, MoneyIn, Name, Out, Prose, Strict, example
from tendering.call_offs.domain import Wanted
from tendering.direct_call_offs.domain import Answer, DirectCallOff
from tendering.terms.domain import Mechanism


class DirectCallOffIn(
    Strict,
    json_schema_extra=example(
        lot_id="0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
        title="A team for the winter",
        description="From December to March.",
        value={"amount": "40000.00", "currency": "GBP"},
        starts_on="2027-12-01",
        ends_on="2028-03-31",
        answer_by="2027-02-15T12:00:00Z",
    ),
):
    """What is to be called off at the framework's prices, for `value` in all; the supplier answers until `answer_by`.

    A standstill may be announced, as with awards.
    """

    lot_id: IdIn
    title: Name
    description: Prose
    value: MoneyIn
    starts_on: DayIn
    ends_on: DayIn
    answer_by: InstantIn
    standstill_working_days: Annotated[int, Field(ge=1, le=60)] | None = None

    def wanted(self) -> Wanted:
        """In the words of the domain: nobody competes, so no criteria judge."""
        return Wanted(
            lot_id=self.lot_id,
            title=self.title,
            description=self.description,
            value=self.value.parsed(),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            closes_at=self.answer_by,
            criteria=[],
        )


class TurnAnswerIn(Strict, json_schema_extra=example(accepts=True)):
    """Whether the supplier takes the contract, and why not if it does not."""

    accepts: bool
    reason: Prose | None = None


class TurnOut(Out):
    """A supplier that was asked, and what it answered."""

    supplier_id: UUID
    rank: int
    asked_at: datetime
    answer_by: datetime
    answer: Answer
    answered_at: datetime | None
    reason: str | None


class DirectCallOffOut(Out):
    """A contract that is offered to one supplier after the other; the award is among those of its notice.

    A supplier reads its own turn: whom else was asked, and why another declined, is the buyer's to know.
    """

    notice_id: UUID
    framework_id: UUID
    lot_id: UUID
    buyer_id: UUID
    mechanism: Mechanism | None
    turns: list[TurnOut]
    version: int


def told(call_off: DirectCallOff, *, only: UUID | None) -> DirectCallOffOut:
    """A direct call-off as its reader gets it: with every turn, or one supplier's `only`."""
    shown = DirectCallOffOut.model_validate(call_off)
    return shown.model_copy(update={"turns": [turn for turn in shown.turns if only in {None, turn.supplier_id}]})
