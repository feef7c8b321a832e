"""Ballots and results over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from ratings.ballots.commands import holding, returning
from ratings.ballots.domain import Poll
from ratings.ballots.queries import poll_on, result_of
from ratings.ballots.schemas import BallotIn, PollIn, PollOut, ResultOut, VoteIn, VoteOut
from ratings.issuance.api import SECRET, Own
from ratings.issuance.schemas import InvitationsIn, InvitationsOut, KeyOut
from ratings.rolls.schemas import CodesIn, CodesOut, RollKeyIn

router = Router(tags=["petitions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Issuer = Annotated[Actor, Depends(role("rater_issuer"))]
VOTES = "/votes"


@router.post("/petitions/{petition_id}/ballot", status_code=201, response_model=ResultOut)
async def return_ballot(
    petition_id: UUID, body: BallotIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> ResultOut:
    """The authority returns what users voted. Nothing is terminated by it: a recall takes the contract's own clause."""
    return ResultOut.of(await returning.return_ballot(tx, owner_of(commissioner), petition_id, **dict(body), now=now))


@router.post("/petitions/{petition_id}/ballot/call", status_code=201, response_model=PollOut)
async def call_ballot(petition_id: UUID, body: PollIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Poll:
    """Ask everybody on the roll, in secret, here: where enough have signed, or an investigation calls for it."""
    return await holding.call_ballot(tx, owner_of(commissioner), petition_id, **dict(body), now=now)


@router.get("/petitions/{petition_id}/ballot", response_model=PollOut)
async def read_ballot(petition_id: UUID, reading: Reading) -> Poll:
    """What is asked, and until when."""
    return await poll_on(reading, petition_id)


@router.post("/petitions/{petition_id}/ballot/codes", status_code=201, response_model=CodesOut, dependencies=SECRET)
async def issue_ballot_codes(petition_id: UUID, body: CodesIn, issuer: Issuer, tx: Transaction, now: Now) -> CodesOut:
    """One-time codes for those on the roll. Nobody can show them again."""
    codes = await holding.issue_poll_codes(tx, owner_of(issuer), petition_id, body.count, now=now)
    return CodesOut(petition_id=petition_id, codes=codes)


@router.post("/petitions/{petition_id}/ballot/key", status_code=201, response_model=KeyOut)
async def publish_ballot_key(
    petition_id: UUID, body: RollKeyIn, issuer: Issuer, tx: Transaction, now: Now, *, vault: Own
) -> KeyOut:
    """Publish a key under which those on the roll have credentials signed that nobody can link to a vote."""
    buyer_id, until = owner_of(issuer), body.signs_until
    return KeyOut.of(await holding.publish_poll_key(tx, vault, buyer_id, petition_id, until=until, now=now))


@router.post(
    "/petitions/{petition_id}/ballot/invitations", status_code=201, response_model=InvitationsOut, dependencies=SECRET
)
async def invite_voters(
    petition_id: UUID, body: InvitationsIn, issuer: Issuer, tx: Transaction, now: Now, *, vault: Own
) -> InvitationsOut:
    """Invitations to ask for such a credential, as for a rating's, for those on the roll who get no code."""
    codes = await holding.invite_voters(tx, vault, owner_of(issuer), petition_id, body.contacts, now=now)
    return InvitationsOut(invitations=codes)


@router.post(VOTES, status_code=201, response_model=VoteOut, dependencies=SECRET)
async def vote(body: VoteIn, visitor: Visitor, tx: Transaction, now: Now) -> VoteOut:
    """Vote with your code or credential. It counts once, and nobody learns who you are."""
    tx.info["actor"] = None
    through_advocate = visitor is not None and visitor.has("rater_issuer")
    await holding.vote(tx, **dict(body), through_advocate=through_advocate, now=now)
    return VoteOut(petition_id=body.petition_id)


@router.get("/petitions/{petition_id}/result", response_model=ResultOut)
async def read_petition_result(petition_id: UUID, reading: Reading) -> ResultOut:
    """What a petition came to: its count, what it set in motion, and the ballot if there was one."""
    return ResultOut.of(await result_of(reading, petition_id))
