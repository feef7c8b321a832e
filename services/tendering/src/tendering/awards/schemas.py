"""How an award looks on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, MoneyOut, Out, Prose, Strict, example


class AwardIn(
    Strict,
    json_schema_extra=example(
        bid_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        lot_ids=["0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d"],
        reason="The best bid by the published criteria.",
    ),
):
    """Which bid wins which lots, and why; the value comes from the bid.

    `standstill_working_days` announces a standstill where the law asks for none, or a longer one; it then binds.
    """

    bid_id: IdIn
    lot_ids: Annotated[list[IdIn], Field(min_length=1, max_length=100)]
    reason: Prose
    standstill_working_days: Annotated[int, Field(ge=1, le=60)] | None = None


class AwardOut(Out):
    """A decision of the buyer; each rule consulted, of `decisions`, can be fetched at /tendering/v1/decisions/{id}.

    Of a framework it is a seat on one lot, and `rank` its place there.
    """

    id: UUID
    notice_id: UUID
    bid_id: UUID | None
    buyer_id: UUID
    supplier_id: UUID
    lot_ids: list[UUID]
    value: MoneyOut
    reason: str
    decided_at: datetime
    bids_received: int
    rank: int | None
    standstill_working_days: int | None
    standstill_ends_on: date | None
    decisions: list[UUID]
