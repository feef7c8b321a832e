"""What one may do with match: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.grants import MatchEvidenced
from grants.terms.domain import Terms
from grants.terms.queries import recipients_terms, whole_grant
from kernel.versions import must_match


async def evidence_match(
    session: AsyncSession,
    recipient_id: UUID,
    grant_id: UUID,
    number: int,
    evidence: str,
    *,
    expected: int | None,
    now: datetime,
) -> Terms:
    """Show that pending match is there, so that it counts. Raises RuleBroken for what is evidenced already."""
    terms = await recipients_terms(session, recipient_id, grant_id)
    must_match(terms.version, expected)
    terms.evidence_match(number, evidence)
    shown = MatchEvidenced(occurred_at=now, number=number, grant=await whole_grant(session, terms.grant))
    await emit(session, grant_id, shown)
    return terms
