"""What one may do with an engagement: load, decide, record."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.documents import make_public, must_own
from chassis.ledger import emit
from events.tendering import AdvantageAssessed, ContactLogged, DocumentShared, EngagementAnnounced
from kernel.versions import must_match
from tendering.engagement.domain import Assessment, Contact, Engagement, Plan
from tendering.engagement.queries import announced, engagement_to_change
from tendering.suppliers.queries import active_buyer, party


async def open_engagement(session: AsyncSession, buyer_id: UUID, plan: Plan, *, now: datetime) -> Engagement:
    """Begin to ask the market and users. Raises NotFound or RuleBroken for who may not buy."""
    await active_buyer(session, buyer_id)
    engagement = Engagement(buyer_id=buyer_id, opened_at=now, **vars(plan))
    session.add(engagement)
    return engagement


async def revise_engagement(
    session: AsyncSession, buyer_id: UUID, engagement_id: UUID, plan: Plan, *, expected: int | None
) -> Engagement:
    """Say otherwise what is asked."""
    engagement = await engagement_to_change(session, buyer_id, engagement_id)
    must_match(engagement.version, expected)
    engagement.revise(plan)
    return engagement


async def announce_engagement(
    session: AsyncSession, buyer_id: UUID, engagement_id: UUID, *, expected: int | None, now: datetime
) -> Engagement:
    """Publish the preliminary market engagement notice (UK2)."""
    engagement = await engagement_to_change(session, buyer_id, engagement_id)
    must_match(engagement.version, expected)
    buyer = await active_buyer(session, buyer_id)
    engagement.announce(now=now)
    told = EngagementAnnounced(occurred_at=now, engagement=announced(engagement, buyer))
    await emit(session, engagement.id, told)
    return engagement


async def log_contact(
    session: AsyncSession, buyer_id: UUID, engagement_id: UUID, contact: Contact, *, now: datetime
) -> Contact:
    """Write down a conversation with a supplier that the register knows; its documents are kept by the buyer here."""
    engagement = await engagement_to_change(session, buyer_id, engagement_id)
    supplier = await party(session, contact.supplier_id)
    for sha256 in contact.documents:
        await must_own(session, sha256, buyer_id)
    engagement.log(contact, now=now)
    told = ContactLogged(
        occurred_at=now,
        engagement_id=engagement.id,
        buyer=await party(session, buyer_id),
        supplier=supplier,
        held_at=contact.held_at,
        topic=contact.topic,
        said=contact.said,
        documents=contact.documents,
    )
    await emit(session, contact.id, told)
    return contact


async def share_document(
    session: AsyncSession, buyer_id: UUID, engagement_id: UUID, sha256: str, *, now: datetime
) -> Engagement:
    """Let everybody read a document that the buyer has kept here. Raises NotFound for one that it has not."""
    engagement = await engagement_to_change(session, buyer_id, engagement_id)
    await must_own(session, sha256, buyer_id)
    engagement.share(sha256, now=now)
    await make_public(session, sha256, buyer_id)
    await emit(session, engagement.id, DocumentShared(occurred_at=now, engagement_id=engagement.id, sha256=sha256))
    return engagement


async def assess_advantage(
    session: AsyncSession, buyer_id: UUID, engagement_id: UUID, assessment: Assessment
) -> Engagement:
    """Sign what taking part did for a supplier's chances. No event names who signed."""
    engagement = await engagement_to_change(session, buyer_id, engagement_id)
    engagement.assess(assessment)
    told = AdvantageAssessed(
        occurred_at=assessment.signed_at,
        engagement_id=engagement.id,
        supplier=await party(session, assessment.supplier_id),
        advantage=assessment.advantage,
        reasons=assessment.reasons,
    )
    await emit(session, engagement.id, told)
    return engagement
