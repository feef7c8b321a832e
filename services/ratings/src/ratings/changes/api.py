"""Changes over HTTP: parse, call, answer."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.idempotency import unkept
from chassis.identity import Actor, owner_of, role
from ratings.changes import commands
from ratings.changes.queries import change_of
from ratings.changes.schemas import ChangeIn, ChangeOut, ClaimIn, SightingIn, VisitIn

router = Router(tags=["stories"])
Addressee = Annotated[Actor, Depends(role("provider", "commissioner"))]
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/stories/{story_id}/changes", status_code=201, response_model=ChangeOut)
async def promise_change(story_id: UUID, body: ChangeIn, addressee: Addressee, tx: Transaction, now: Now) -> Any:
    """Say what you will change because of a story, and until when; if nobody claims it by then, it was missed."""
    return await commands.promise_change(tx, owner_of(addressee), story_id, **dict(body), now=now)


@router.post("/changes/{change_id}/claim", response_model=ChangeOut)
async def claim_change(change_id: UUID, body: ClaimIn, addressee: Addressee, tx: Transaction, now: Now) -> Any:
    """Say that it is done, and how that can be seen. It counts once later raters, or a visit, have seen it."""
    return await commands.claim_change(tx, owner_of(addressee), change_id, body.evidence, now=now)


@router.post("/cases/changes", response_model=ChangeOut, dependencies=[Depends(unkept)])
async def see_change(body: SightingIn, tx: Transaction, now: Now) -> Any:
    """A later rater says whether a claimed change is there."""
    return await commands.see_change(tx, body.case_code, body.change_id, seen=body.seen, now=now)


@router.post("/changes/{change_id}/visit", response_model=ChangeOut)
async def visit_change(change_id: UUID, body: VisitIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Any:
    """The authority went to see whether a claimed change is there."""
    return await commands.visit(tx, owner_of(commissioner), change_id, found=body.found, now=now)


@router.get("/changes/{change_id}", response_model=ChangeOut)
async def read_change(change_id: UUID, reading: Reading) -> Any:
    """One change, and how far it is."""
    return await change_of(reading, change_id)
