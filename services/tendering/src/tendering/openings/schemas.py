"""How an opening looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import Out, Strict, example
from tendering.openings.domain import Outcome
from tendering.phases.domain import PhaseLog
from tendering.sealing.domain import Capacity, Log, SealingKey


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
    """What could not be opened, by its commitment, and why."""

    commitment: str
    reason: str


class OpeningOut(Out):
    """How far an opening has come. `logged` were in at the deadline; each is then opened, spoilt or missing.

    Of a `phase` these lists are for the buyer and auditors alone, and null for anybody else: not even how many take
    part is known. Everybody has the `digest`, of the `log_id` with what was logged.
    """

    notice_id: UUID
    phase: int | None
    key_id: UUID
    threshold: int
    posted: list[PostedOut]
    logged_at: datetime | None
    digest: str | None
    log_id: UUID | None
    logged: list[str] | None
    opened_at: datetime | None
    opened: list[str] | None
    spoilt: list[SpoiltOut] | None
    missing: list[str] | None


def told(key: SealingKey, log: Log | None, outcome: Outcome | None, *, opened_at: datetime | None) -> OpeningOut:
    """An opening as its reader may see it; without an `outcome` nothing that would tell how much was sent."""
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
    found = outcome and {
        "log_id": log.id if isinstance(log, PhaseLog) else None,
        "logged": log.commitments if log else [],
        "opened": sorted(outcome.opened),
        "spoilt": [SpoiltOut(commitment=name, reason=why) for name, why in sorted(outcome.spoilt.items())],
        "missing": outcome.missing,
    }
    return OpeningOut(
        notice_id=key.notice_id,
        phase=key.phase,
        key_id=key.id,
        threshold=key.threshold,
        posted=posted,
        logged_at=log and log.logged_at,
        digest=log.digest if isinstance(log, PhaseLog) else None,
        opened_at=opened_at,
        **(found or dict.fromkeys(("log_id", "logged", "opened", "spoilt", "missing"))),
    )
