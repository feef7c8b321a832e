"""Grants over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from grants.agreements import commands, queries
from grants.agreements.domain import Grant
from grants.agreements.schemas import AwardIn, GrantOut
from grants.applicants.domain import Pot
from grants.applicants.schemas import PotOut
from grants.schemes.queries import scheme_of

router = Router(tags=["grants"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("/applications/{application_id}/award", status_code=201, response_model=GrantOut)
async def award_grant(
    application_id: UUID, body: AwardIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Grant:
    """Decide for an application: at most what it asks for, at most what the scheme has left."""
    return await commands.award_grant(
        tx,
        owner_of(funder),
        application_id,
        amount=body.amount.parsed(),
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        instrument=body.instrument,
        by=funder.subject,
        expected=expected,
        now=now,
    )


@router.get("/schemes/{scheme_id}/pot", response_model=PotOut)
async def read_pot(scheme_id: UUID, reading: Reading) -> Pot:
    """What a scheme keeps for small and local organisations, and how much went to them and to others."""
    return await queries.pot_of(reading, await scheme_of(reading, scheme_id))


@router.get("/grants", response_model=Listing[GrantOut])
async def list_grants(
    reading: Reading,
    page: Page,
    *,
    scheme_id: UUID | None = None,
    funder_id: UUID | None = None,
    recipient_id: UUID | None = None,
) -> Listing[Grant]:
    """All grants; oldest first."""
    found = await queries.grants_by(
        reading,
        scheme_id=scheme_id,
        funder_id=funder_id,
        recipient_id=recipient_id,
        after=page.after_id,
        limit=page.limit,
    )
    return paged(found, page, key=lambda grant: [str(grant.id)])


@router.get("/grants/{grant_id}", response_model=GrantOut)
async def read_grant(grant_id: UUID, reading: Reading) -> Grant:
    """One grant."""
    return await queries.grant_of(reading, grant_id)
