"""How a bid looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from tendering.envelopes.schemas import EnvelopeOut, SealedOut


class Receipt(Out):
    """Proof of when the server had the bid; says nothing of what is in it."""

    id: UUID
    notice_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    sealed: SealedOut | None
    terms_hash: str | None
    version: int


class BidOut(Receipt):
    """A bid; its envelope once it is open. `spoilt_because` says why a sealed one could not be opened."""

    bidder_id: UUID
    spoilt_because: str | None
    envelope: Annotated[EnvelopeOut | None, Field(validation_alias="contents")]
