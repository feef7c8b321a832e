"""Notices and contracts."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BeforeValidator

from chassis.http import Now, Page, Reading, paged
from events.tendering import Agreement, Announcement
from transparency.directory.domain import Standing
from transparency.directory.queries.engagements import engagement_file
from transparency.directory.queries.finding import count_of, place_of, rows_of
from transparency.directory.queries.organisations import name_of
from transparency.directory.queries.procurements import (
    asked_of_contracts,
    asked_of_open_notices,
    contract_file,
    notice_file,
)
from transparency.site.domain import SAID
from transparency.site.views.page import PageRouter, Sought, identified, onward, show, to_start
from transparency.site.views.timeline import timeline_of

router = PageRouter()


@router.page("/contracts")
async def list_contracts(
    request: Request,
    session: Reading,
    page: Page,
    now: Now,
    *,
    q: Sought = "",
    status: Annotated[Standing | None, Query(), BeforeValidator(lambda text: text or None)] = None,
    organisation: UUID | None = None,
) -> Response:
    """Contracts, the latest first, or notices that welcome bids, the one that closes first at the top."""
    is_open = status is Standing.OPEN
    if is_open:
        asked = asked_of_open_notices(now, q, party=organisation)
    else:
        asked = asked_of_contracts(q, standing=status, party=organisation)
    listing = paged(await rows_of(session, asked, after=page.after, limit=page.limit), page, key=place_of)
    kind = Announcement if is_open else Agreement
    return show(
        "contracts.html",
        q=q,
        status=status,
        choices=SAID,
        organisation=organisation,
        name=await name_of(session, organisation) if organisation else None,
        count=await count_of(session, asked),
        found=[kind.model_validate(row["facts"]) for row in listing.items],
        previous=to_start(request),
        next=onward(request, listing.next),
    )


@router.page("/contracts/{contract_id}")
async def read_contract(contract_id: str, request: Request, session: Reading) -> Response:
    """A contract, from its notice to its end."""
    file = await contract_file(session, identified(contract_id))
    return show("contract.html", file=file, steps=timeline_of(file), ocid=ocid_of(file.notice, request))


@router.page("/notices/{notice_id}")
async def read_notice(notice_id: str, request: Request, session: Reading, now: Now) -> Response:
    """What a buyer asks for, and what became of it."""
    file = await notice_file(session, identified(notice_id))
    named = file.notice.engagement_id
    before = await engagement_file(session, named) if named else None
    return show("notice.html", file=file, before=before, is_open=file.is_open(now), ocid=ocid_of(file.notice, request))


def ocid_of(notice: Announcement, request: Request) -> str:
    """The procurement's id in the open data of this deployment."""
    return f"{request.app.state.settings.ocid_prefix}-{notice.plan_id or notice.notice_id}"
