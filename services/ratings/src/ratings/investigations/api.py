"""Investigations over HTTP: parse, call, answer."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from kernel.clock import day_of
from ratings.investigations import commands, queries
from ratings.investigations.domain import Investigation
from ratings.investigations.schemas import (
    AnswerIn,
    ConclusionIn,
    InvestigationOut,
    LeadIn,
    StatementIn,
    StatementOut,
)

router = Router(tags=["petitions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Investigator = Annotated[Actor, Depends(role("investigator"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/petitions/{petition_id}/investigation/lead", response_model=InvestigationOut)
async def lead_investigation(
    petition_id: UUID, body: LeadIn, investigator: Investigator, tx: Transaction, *, now: Now, expected: Expected
) -> InvestigationOut:
    """Lead it, if you neither manage the contract nor have to do with its provider."""
    made = await commands.take_lead(
        *(tx, investigator.subject, investigator.organisation, petition_id),
        declared=body.parsed(),
        expected=expected,
        now=now,
    )
    return await shown(tx, made, day_of(now))


@router.post("/petitions/{petition_id}/investigation/response", response_model=InvestigationOut)
async def answer_petitioners(
    petition_id: UUID, body: AnswerIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> InvestigationOut:
    """The authority answers those who signed."""
    buyer_id = owner_of(commissioner)
    made = await commands.answer_users(tx, buyer_id, petition_id, body.text, expected=expected, now=now)
    return await shown(tx, made, day_of(now))


@router.post("/petitions/{petition_id}/investigation/statements", status_code=201, response_model=StatementOut)
async def give_statement(
    petition_id: UUID, body: StatementIn, provider: Provider, tx: Transaction, now: Now
) -> StatementOut:
    """The provider is heard: what it puts forward is published beside the findings."""
    made = await commands.give_statement(tx, owner_of(provider), petition_id, body.text, now=now)
    return StatementOut.model_validate(made)


@router.post("/petitions/{petition_id}/investigation/findings", response_model=InvestigationOut)
async def conclude_investigation(
    petition_id: UUID,
    body: ConclusionIn,
    investigator: Investigator,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> InvestigationOut:
    """Its lead finds, with reasons. No finding ends a contract."""
    made = await commands.conclude(tx, investigator.subject, petition_id, **dict(body), expected=expected, now=now)
    return await shown(tx, made, day_of(now))


@router.get("/investigations", response_model=Listing[InvestigationOut])
async def list_investigations(
    reading: Reading, page: Page, now: Now, *, buyer_id: UUID | None = None
) -> Listing[InvestigationOut]:
    """Investigations, by the age of their petitions."""
    found = await queries.investigations_by(reading, buyer_id=buyer_id, after=page.after_id, limit=page.limit)
    items = [await shown(reading, each, day_of(now)) for each in found]
    return paged(items, page, key=lambda investigation: [str(investigation.petition_id)])


@router.get("/petitions/{petition_id}/investigation", response_model=InvestigationOut)
async def read_investigation(petition_id: UUID, reading: Reading, now: Now) -> InvestigationOut:
    """One investigation: who leads it, what was put forward, what was found."""
    return await shown(reading, await queries.investigation_of(reading, petition_id), day_of(now))


async def shown(session: AsyncSession, found: Investigation, today: date) -> InvestigationOut:
    """With what providers put forward."""
    return InvestigationOut.of(found, await queries.statements_in(session, found.petition_id), today=today)
