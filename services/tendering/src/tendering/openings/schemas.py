"""How an opening looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Strict, example
from tendering.notices.domain import Notice
from tendering.openings.domain import CommitmentLog, Outcome
from tendering.sealing.domain import Capacity, SealingKey


class PostedShareIn(Strict, json_schema_extra=example(share="5d" * 32)):
    """An opener's share, as it was found under the opener's own seal: 32 bytes in hexadecimal digits."""

    share: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PostedOut(Out):
    """Whose share has come back, and when."""

    number: int
    organisation_id: UUID
    capacity: Capacity
    posted_at: datetime


class SpoiltOut(Out):
    """A bid that could not be opened, and why."""

    commitment: str
    reason: str


class OpeningOut(Out):
    """How far an opening has come. `logged` were in at the deadline; each is then opened, spoilt or missing."""

    notice_id: UUID
    key_id: UUID
    threshold: int
    posted: list[PostedOut]
    logged_at: datetime | None
    logged: list[str]
    opened_at: datetime | None
    opened: list[str]
    spoilt: list[SpoiltOut]
    missing: list[str]


def told(notice: Notice, key: SealingKey, log: CommitmentLog | None, outcome: Outcome) -> OpeningOut:
    """An opening as everybody may see it."""
    posted = [
        PostedOut(
            number=share.number,
            organisation_id=share.opener.organisation_id,
            capacity=share.opener.capacity,
            posted_at=share.posted_at,
        )
        for share in key.shares
        if share.posted_at is not None
    ]
    return OpeningOut(
        notice_id=notice.id,
        key_id=key.id,
        threshold=key.threshold,
        posted=posted,
        logged_at=log.logged_at if log else None,
        logged=log.commitments if log else [],
        opened_at=notice.bids_opened_at,
        opened=sorted(outcome.opened),
        spoilt=[SpoiltOut(commitment=name, reason=why) for name, why in sorted(outcome.spoilt.items())],
        missing=outcome.missing,
    )
