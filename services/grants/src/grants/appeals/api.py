"""Appeals over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Caller, owner_of, role
from grants.appeals import commands, queries
from grants.appeals.domain import Appeal
from grants.appeals.schemas import AppealDecisionIn, AppealIn, AppealOut

router = Router(tags=["appeals"])
Funder = Annotated[Actor, Depends(role("funder"))]
Provider = Annotated[Actor, Depends(role("provider"))]


@router.post("/applications/{application_id}/appeals", status_code=201, response_model=AppealOut)
async def lodge_appeal(application_id: UUID, body: AppealIn, provider: Provider, tx: Transaction, now: Now) -> Appeal:
    """Appeal against the decision by which your application was declined, and say why."""
    return await commands.lodge_appeal(tx, owner_of(provider), application_id, grounds=body.grounds, now=now)


@router.get("/appeals", response_model=Listing[AppealOut])
async def list_appeals(caller: Caller, reading: Reading, page: Page, decided: bool | None = None) -> Listing[Appeal]:
    """What your organisation lodged or answers, oldest first; `decided=false` is what waits for an answer."""
    found = await queries.readable_appeals(reading, caller, decided=decided, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda appeal: [str(appeal.id)])


@router.get("/appeals/{appeal_id}", response_model=AppealOut)
async def read_appeal(appeal_id: UUID, caller: Caller, reading: Reading) -> Appeal:
    """One appeal, for its parties and auditors."""
    return await queries.readable_appeal(reading, caller, appeal_id)


@router.post("/appeals/{appeal_id}/decision", response_model=AppealOut)
async def decide_appeal(
    appeal_id: UUID, body: AppealDecisionIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Appeal:
    """Answer an appeal, unless you had a part in the decision; upheld, the application is open again."""
    return await commands.decide_appeal(
        tx, owner_of(funder), appeal_id, **dict(body), by=funder.subject, expected=expected, now=now
    )
