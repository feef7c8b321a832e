"""Engagements over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.engagement import commands, queries
from tendering.engagement.domain import Contact, Engagement
from tendering.engagement.schemas import (
    AssessmentIn,
    ContactIn,
    ContactOut,
    DisclosureIn,
    EngagementIn,
    EngagementOut,
)
from tendering.vocabulary.queries import must_be_listed

router = Router(prefix="/engagements", tags=["engagement"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=EngagementOut)
async def open_engagement(body: EngagementIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Engagement:
    """Begin to ask the market and users, before a tender notice."""
    await must_be_listed(tx, body.model_dump())
    return await commands.open_engagement(tx, owner_of(commissioner), body.plan(), now=now)


@router.put("/{engagement_id}", response_model=EngagementOut)
async def revise_engagement(
    engagement_id: UUID, body: EngagementIn, commissioner: Commissioner, tx: Transaction, expected: Expected
) -> Engagement:
    """Say otherwise what is asked, until it is announced."""
    await must_be_listed(tx, body.model_dump())
    buyer_id = owner_of(commissioner)
    return await commands.revise_engagement(tx, buyer_id, engagement_id, body.plan(), expected=expected)


@router.post("/{engagement_id}/announce", response_model=EngagementOut)
async def announce_engagement(
    engagement_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Engagement:
    """Publish the preliminary market engagement notice (UK2)."""
    buyer_id = owner_of(commissioner)
    return await commands.announce_engagement(tx, buyer_id, engagement_id, expected=expected, now=now)


@router.get("", response_model=Listing[EngagementOut])
async def list_engagements(reading: Reading, page: Page, buyer_id: UUID | None = None) -> Listing[Engagement]:
    """Every engagement, oldest first."""
    found = await queries.engagements_by(reading, buyer_id=buyer_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda engagement: [str(engagement.id)])


@router.get("/{engagement_id}", response_model=EngagementOut)
async def read_engagement(engagement_id: UUID, reading: Reading) -> Engagement:
    """One engagement: what is public, and what is still owed before a tender notice may follow."""
    return await queries.engagement_of(reading, engagement_id)


@router.post("/{engagement_id}/contacts", status_code=201, response_model=ContactOut)
async def log_contact(
    engagement_id: UUID, body: ContactIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Contact:
    """Write down who was met, when, about what, what it was shown and what was said."""
    return await commands.log_contact(tx, owner_of(commissioner), engagement_id, body.contact(now), now=now)


@router.get("/{engagement_id}/contacts", response_model=Listing[ContactOut])
async def list_contacts(engagement_id: UUID, reading: Reading, page: Page) -> Listing[Contact]:
    """Every conversation of an engagement, as written down."""
    await queries.engagement_of(reading, engagement_id)
    found = await queries.contacts_of(reading, engagement_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda contact: [str(contact.id)])


@router.post("/{engagement_id}/disclosures", status_code=201, response_model=EngagementOut)
async def share_document(
    engagement_id: UUID, body: DisclosureIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Engagement:
    """Let everybody read a document that the buyer has kept under /documents."""
    return await commands.share_document(tx, owner_of(commissioner), engagement_id, body.sha256, now=now)


@router.post("/{engagement_id}/assessments", status_code=201, response_model=EngagementOut)
async def assess_advantage(
    engagement_id: UUID, body: AssessmentIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Engagement:
    """Sign what taking part did for a supplier's chances; the latest assessment of a supplier counts."""
    signed = body.assessment(by=commissioner.subject, now=now)
    return await commands.assess_advantage(tx, owner_of(commissioner), engagement_id, signed)
