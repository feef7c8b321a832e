"""Awards of alliances over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, Visitor, owner_of, role
from tendering.alliance_awards import commands, queries
from tendering.alliance_awards.domain import AllianceAward
from tendering.alliance_awards.schemas import AllianceAnswerIn, AllianceAwardIn, AllianceAwardOut

router = Router(tags=["alliance_awards"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Ally = Annotated[Actor, Depends(role("commissioner", "provider"))]


@router.post("/notices/{notice_id}/alliance-awards", status_code=201, response_model=AllianceAwardOut)
async def propose_alliance_award(
    notice_id: UUID, body: AllianceAwardIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> AllianceAward:
    """Propose one agreement over the contracts of several awards; it is awarded once every member agrees."""
    return await commands.propose_alliance_award(tx, owner_of(commissioner), notice_id, **body.proposed(), now=now)


@router.post("/alliance-awards/{alliance_award_id}/answer", response_model=AllianceAwardOut)
async def answer_alliance_award(
    alliance_award_id: UUID, body: AllianceAnswerIn, ally: Ally, tx: Transaction, *, now: Now, expected: Expected
) -> AllianceAward:
    """Agree, or decline and say why; one that declines ends the proposal."""
    return await commands.answer_alliance_award(
        tx, owner_of(ally), alliance_award_id, **dict(body), expected=expected, now=now
    )


@router.get("/alliance-awards", response_model=Listing[AllianceAwardOut])
async def list_alliance_awards(
    reading: Reading, visitor: Visitor, page: Page, notice_id: UUID | None = None
) -> Listing[AllianceAward]:
    """Awarded alliances, and proposals to the caller's organisation; oldest first."""
    own = visitor.organisation if visitor else None
    found = await queries.visible_alliance_awards(
        reading, own, notice_id=notice_id, after=page.after_id, limit=page.limit
    )
    return paged(found, page, key=lambda alliance: [str(alliance.id)])


@router.get("/alliance-awards/{alliance_award_id}", response_model=AllianceAwardOut)
async def read_alliance_award(alliance_award_id: UUID, reading: Reading, visitor: Visitor) -> AllianceAward:
    """One alliance; a proposal only for its members."""
    return await queries.visible_alliance(reading, visitor.organisation if visitor else None, alliance_award_id)
