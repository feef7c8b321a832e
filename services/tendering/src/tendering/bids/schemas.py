"""How a bid looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out
from tendering.bids.domain import Bid
from tendering.envelopes.schemas import Digest, EnvelopeOut, SealedOut


class BidTold(Out):
    """What may be known of a bid while its envelope is shut.

    The `commitment` is the SHA-256 of what came: the sealed envelope, or the body of the request where it is in clear.
    """

    id: UUID
    notice_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    commitment: Digest | None
    sealed: SealedOut | None
    terms_hash: str | None
    version: int


class ReceiptOut(BidTold):
    """Proof of when the server had the bid; says nothing of what is in it.

    `signed` says the same as a JSON Web Signature, for anybody to check with the keys at `/receipts/keys`. Once the
    bids are open, `position` is where the ledger tells of this one.
    """

    position: int | None
    signed: Annotated[str, Field(pattern=r"^[\w-]+\.[\w-]+\.[\w-]+$")]


class BidOut(BidTold):
    """A bid; its envelope once it is open. `spoilt_because` says why a sealed one could not be opened."""

    bidder_id: UUID
    spoilt_because: str | None
    envelope: Annotated[EnvelopeOut | None, Field(validation_alias="contents")]


class LateAttemptOut(Out):
    """That a bid came too late. Of what was sent nothing is kept."""

    id: UUID
    notice_id: UUID
    bidder_id: UUID
    received_at: datetime


def receipt_of(bid: Bid, signed: str, position: int | None) -> ReceiptOut:
    """A receipt as its bidder gets it."""
    return ReceiptOut(**dict(BidTold.model_validate(bid)), position=position, signed=signed)
