"""Ballots and results over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, owner_of, role
from ratings.ballots import commands
from ratings.ballots.queries import result_of
from ratings.ballots.schemas import BallotIn, ResultOut

router = Router(prefix="/petitions", tags=["petitions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("/{petition_id}/ballot", status_code=201, response_model=ResultOut)
async def return_ballot(
    petition_id: UUID, body: BallotIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> ResultOut:
    """The authority returns what users voted. Nothing is terminated by it: a recall takes the contract's own clause."""
    return ResultOut.of(await commands.return_ballot(tx, owner_of(commissioner), petition_id, **dict(body), now=now))


@router.get("/{petition_id}/result", response_model=ResultOut)
async def read_petition_result(petition_id: UUID, reading: Reading) -> ResultOut:
    """What a petition came to: its count, what it set in motion, and the ballot if there was one."""
    return ResultOut.of(await result_of(reading, petition_id))
