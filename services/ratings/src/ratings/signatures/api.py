"""The means to sign, and signatures, over HTTP: parse, call, answer."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Response

from chassis import problems
from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, Visitor, owner_of, role
from chassis.problems import Fault, Problem
from kernel.clock import day_of
from ratings.credentials.domain import digest_of
from ratings.credentials.rules.signed import signed_in
from ratings.issuance.api import SECRET, Own
from ratings.issuance.schemas import InvitationsIn, InvitationsOut, KeyOut
from ratings.petitions.domain import Signed
from ratings.rolls.schemas import CodesIn, CodesOut, RollKeyIn
from ratings.signatures import commands
from ratings.signatures.schemas import SignatureIn, SignatureOut

router = Router(tags=["petitions"])
Issuer = Annotated[Actor, Depends(role("rater_issuer"))]
SIGNATURES = "/signatures"


@router.post("/petitions/{petition_id}/codes", status_code=201, response_model=CodesOut, dependencies=SECRET)
async def issue_petition_codes(petition_id: UUID, body: CodesIn, issuer: Issuer, tx: Transaction) -> CodesOut:
    """One-time codes for those on the roll. Nobody can show them again."""
    codes = await commands.issue_codes(tx, owner_of(issuer), petition_id, body.count)
    return CodesOut(petition_id=petition_id, codes=codes)


@router.post("/petitions/{petition_id}/key", status_code=201, response_model=KeyOut)
async def publish_petition_key(
    petition_id: UUID, body: RollKeyIn, issuer: Issuer, tx: Transaction, now: Now, *, vault: Own
) -> KeyOut:
    """Publish a key under which those on the roll have credentials signed that nobody can link to a signature."""
    buyer_id, until = owner_of(issuer), body.signs_until
    return KeyOut.of(await commands.publish_petition_key(tx, vault, buyer_id, petition_id, until=until, now=now))


@router.post(
    "/petitions/{petition_id}/invitations", status_code=201, response_model=InvitationsOut, dependencies=SECRET
)
async def invite_signatories(
    petition_id: UUID, body: InvitationsIn, issuer: Issuer, tx: Transaction, now: Now, *, vault: Own
) -> InvitationsOut:
    """Invitations to ask for such a credential, as for a rating's, for those on the roll who get no code."""
    codes = await commands.invite_signatories(tx, vault, owner_of(issuer), petition_id, body.contacts, now=now)
    return InvitationsOut(invitations=codes)


@router.post(SIGNATURES, status_code=201, response_model=SignatureOut, dependencies=SECRET)
async def sign_petition(body: SignatureIn, visitor: Visitor, tx: Transaction, now: Now) -> Any:
    """Sign with your code or credential, as a sponsor or once it is open. It counts once; nobody learns who you are."""
    through_advocate = visitor is not None and visitor.has("rater_issuer")
    if shown := signed_in(body.credential):
        outcome = await commands.sign_blindly(tx, body.petition_id, shown, now=now)
    else:
        code = digest_of(body.credential)
        outcome = await commands.sign(tx, body.petition_id, code, through_advocate=through_advocate, today=day_of(now))
    return (
        SignatureOut(petition_id=body.petition_id, outcome=outcome) if outcome is Signed.COUNTED else refusal(outcome)
    )


def refusal(outcome: Signed) -> Response:
    """A signature that does not count, answered without an exception: that it was tried is on record, and committed."""
    if outcome is Signed.DUPLICATE:
        problem = Problem(problems.CONFLICT, "This code was sent before; it counts once.")
    else:
        sentence = "There is no such code for this petition."
        problem = Problem(problems.INVALID, sentence, errors=[Fault("/credential", sentence)])
    return problem.answer(f"/ratings/v1{SIGNATURES}")
