"""The evidence has changed: the organisation is judged again."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from events.registry import EvidenceExpired, EvidenceRecorded, EvidenceWithdrawn, ReplyMade
from registry.classification.commands import classify


async def on_evidence(
    session: AsyncSession,
    event: EvidenceRecorded | EvidenceWithdrawn | EvidenceExpired | ReplyMade,
    now: datetime,
) -> None:
    """Judge the organisation by what is known now; several changes at once are judged together, by the last."""
    await classify(session, event.organisation_id, now=now)
