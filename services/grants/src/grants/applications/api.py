"""Applications over HTTP: parse, call, answer."""

from operator import methodcaller
from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from grants.applications import commands, queries
from grants.applications.domain import Application
from grants.applications.schemas import ApplicationIn, ApplicationOut, ReasonIn

router = Router(tags=["applications"])
Provider = Annotated[Actor, Depends(role("provider"))]
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("/schemes/{scheme_id}/applications", status_code=201, response_model=ApplicationOut)
async def apply(scheme_id: UUID, body: ApplicationIn, provider: Provider, tx: Transaction, now: Now) -> Application:
    """Ask for a grant, while the scheme is open."""
    return await commands.apply(
        tx,
        owner_of(provider),
        scheme_id,
        title=body.title,
        description=body.description,
        requested=body.requested.parsed(),
        now=now,
    )


@router.post("/applications/{application_id}/withdraw", response_model=ApplicationOut)
async def withdraw_application(
    application_id: UUID, provider: Provider, tx: Transaction, expected: Expected
) -> Application:
    """Take an application back before it is decided."""
    return await commands.withdraw_application(tx, owner_of(provider), application_id, expected=expected)


@router.post("/applications/{application_id}/decline", response_model=ApplicationOut)
async def decline_application(
    application_id: UUID, body: ReasonIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Application:
    """Refuse an application, and say why."""
    step = methodcaller("decline", body.reason, by=funder.subject, now=now)
    return await commands.decide_application(
        tx, owner_of(funder), application_id, step, body.reason, expected=expected, now=now
    )


@router.post("/applications/{application_id}/reserve", response_model=ApplicationOut)
async def reserve_application(
    application_id: UUID, body: ReasonIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Application:
    """Keep an application in reserve, and say why; it may still be awarded, or refused."""
    step = methodcaller("reserve", body.reason, by=funder.subject, now=now)
    return await commands.decide_application(
        tx, owner_of(funder), application_id, step, body.reason, expected=expected, now=now
    )


@router.get("/schemes/{scheme_id}/applications", response_model=Listing[ApplicationOut])
async def list_applications(scheme_id: UUID, caller: Caller, reading: Reading, page: Page) -> Listing[Application]:
    """All applications to a scheme for the funder's people and auditors; their own for others."""
    found = await queries.readable_applications(
        reading, caller.organisation, caller.roles, scheme_id, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda application: [str(application.id)])


@router.get("/applications/{application_id}", response_model=ApplicationOut)
async def read_application(application_id: UUID, caller: Caller, reading: Reading) -> Application:
    """One application, for its applicant, the funder's people and auditors."""
    return await queries.readable_application(reading, caller.organisation, caller.roles, application_id)
