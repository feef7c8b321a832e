"""Frameworks in use over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from tendering.call_offs import commands, queries
from tendering.call_offs.schemas import AwardsOut, MiniCompetitionIn, SeatedLotOut, SeatedOut, SeatOut, SeatsIn
from tendering.frameworks.queries import framework_of, used_of
from tendering.notices.domain import Notice
from tendering.notices.schemas import NoticeOut

router = Router(prefix="/notices", tags=["frameworks"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/{framework_id}/seats", status_code=201, response_model=AwardsOut)
async def award_seats(
    framework_id: UUID, body: SeatsIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> dict[str, object]:
    """Award a framework: each lot to all who have a seat by their points, up to the declared number."""
    return {"awards": await commands.award_seats(tx, owner_of(commissioner), framework_id, **dict(body), now=now)}


@router.get("/{framework_id}/seats", response_model=SeatedOut)
async def read_seats(framework_id: UUID, reading: Reading) -> SeatedOut:
    """Who is on a framework, by lot and rank, and what is called off under it by now."""
    framework = await framework_of(reading, framework_id)
    lots = [
        SeatedLotOut(
            lot_id=lot.id,
            title=lot.title,
            estimate=lot.value,
            used=await used_of(reading, lot.id),
            seats=[SeatOut.model_validate(each) for each in await queries.seats_of(reading, framework, lot.id)],
        )
        for lot in framework.lots
    ]
    return SeatedOut(lots=lots)


@router.post("/{framework_id}/mini-competitions", status_code=201, response_model=NoticeOut)
async def draft_mini_competition(
    framework_id: UUID, body: MiniCompetitionIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Notice:
    """Begin a call-off by competition among the suppliers of a framework's lot: a draft that inherits its terms."""
    return await commands.draft_mini_competition(tx, owner_of(commissioner), framework_id, body.wanted(), now=now)


@router.post("/{notice_id}/invitations", response_model=NoticeOut)
async def invite_suppliers(
    notice_id: UUID, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Notice:
    """Publish a mini-competition and invite every supplier of the lot that nothing excludes; only they bid."""
    return await commands.invite_suppliers(tx, owner_of(commissioner), notice_id, expected=expected, now=now)
