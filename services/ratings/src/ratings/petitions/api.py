"""Petitions over HTTP: parse, call, answer."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Response

from chassis import problems
from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from chassis.identity import Actor, Visitor, owner_of, role
from chassis.problems import Fault, Problem
from kernel.clock import day_of
from ratings.credentials.domain import digest_of
from ratings.credentials.rules.signed import signed_in
from ratings.issuance.api import SECRET, Own
from ratings.issuance.schemas import InvitationsIn, InvitationsOut, KeyOut
from ratings.petitions import queries
from ratings.petitions.commands import drafting, signing
from ratings.petitions.domain import Signed
from ratings.petitions.schemas import (
    CodesIn,
    CodesOut,
    ModerationIn,
    PetitionIn,
    PetitionOut,
    RollIn,
    RollKeyIn,
    SignatureIn,
    SignatureOut,
)

router = Router(tags=["petitions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Issuer = Annotated[Actor, Depends(role("rater_issuer"))]
Moderator = Annotated[Actor, Depends(role("moderator"))]
SIGNATURES = "/signatures"


@router.post("/petitions", status_code=201, response_model=PetitionOut)
async def draft_petition(body: PetitionIn, tx: Transaction, now: Now) -> PetitionOut:
    """Ask something about a service you use. It is published once it has its sponsors, and a moderator has read it."""
    made = await drafting.draft_petition(tx, **dict(body), now=now)
    return PetitionOut.of(made, await queries.count_of(tx, made))


@router.put("/petitions/{petition_id}/roll", response_model=PetitionOut)
async def fix_petition_roll(
    petition_id: UUID, body: RollIn, commissioner: Commissioner, tx: Transaction, *, expected: Expected
) -> PetitionOut:
    """The authority says how many may sign, once, and where the contract lets users recall its provider."""
    made = await drafting.fix_roll(tx, owner_of(commissioner), petition_id, **dict(body), expected=expected)
    return PetitionOut.of(made, await queries.count_of(tx, made))


@router.post("/petitions/{petition_id}/codes", status_code=201, response_model=CodesOut, dependencies=[Depends(unkept)])
async def issue_petition_codes(petition_id: UUID, body: CodesIn, issuer: Issuer, tx: Transaction) -> CodesOut:
    """One-time codes for those on the roll. Nobody can show them again."""
    codes = await signing.issue_codes(tx, owner_of(issuer), petition_id, body.count)
    return CodesOut(petition_id=petition_id, codes=codes)


@router.post("/petitions/{petition_id}/key", status_code=201, response_model=KeyOut)
async def publish_petition_key(
    petition_id: UUID, body: RollKeyIn, issuer: Issuer, tx: Transaction, now: Now, *, vault: Own
) -> KeyOut:
    """Publish a key under which those on the roll have credentials signed that nobody can link to a signature."""
    buyer_id, until = owner_of(issuer), body.signs_until
    return KeyOut.of(await signing.publish_petition_key(tx, vault, buyer_id, petition_id, until=until, now=now))


@router.post(
    "/petitions/{petition_id}/invitations", status_code=201, response_model=InvitationsOut, dependencies=SECRET
)
async def invite_signatories(
    petition_id: UUID, body: InvitationsIn, issuer: Issuer, tx: Transaction, now: Now, *, vault: Own
) -> InvitationsOut:
    """Invitations to ask for such a credential, as for a rating's, for those on the roll who get no code."""
    codes = await signing.invite_signatories(tx, vault, owner_of(issuer), petition_id, body.contacts, now=now)
    return InvitationsOut(invitations=codes)


@router.post("/petitions/{petition_id}/moderation", response_model=PetitionOut)
async def moderate_petition(
    petition_id: UUID, body: ModerationIn, moderator: Moderator, tx: Transaction, *, now: Now, expected: Expected
) -> PetitionOut:
    """Let a sponsored petition open, or say why not. Criticism is no reason."""
    if body.reason is None:
        made = await drafting.open_petition(tx, moderator.subject, petition_id, expected=expected, now=now)
    else:
        made = await drafting.refuse_petition(
            tx, moderator.subject, petition_id, body.reason, expected=expected, now=now
        )
    return PetitionOut.of(made, await queries.count_of(tx, made))


@router.post(SIGNATURES, status_code=201, response_model=SignatureOut, dependencies=[Depends(unkept)])
async def sign_petition(body: SignatureIn, visitor: Visitor, tx: Transaction, now: Now) -> Any:
    """Sign with your code or credential, as a sponsor or once it is open. It counts once; nobody learns who you are."""
    through_advocate = visitor is not None and visitor.has("rater_issuer")
    if shown := signed_in(body.credential):
        outcome = await signing.sign_blindly(tx, body.petition_id, shown, now=now)
    else:
        code = digest_of(body.credential)
        outcome = await signing.sign(tx, body.petition_id, code, through_advocate=through_advocate, today=day_of(now))
    return (
        SignatureOut(petition_id=body.petition_id, outcome=outcome) if outcome is Signed.COUNTED else refusal(outcome)
    )


@router.get("/petitions", response_model=Listing[PetitionOut])
async def list_petitions(
    reading: Reading,
    page: Page,
    *,
    contract_id: UUID | None = None,
    buyer_id: UUID | None = None,
    provider_id: UUID | None = None,
) -> Listing[PetitionOut]:
    """Petitions that opened, oldest first, with their figures."""
    found = await queries.petitions_by(
        reading,
        contract_id=contract_id,
        buyer_id=buyer_id,
        provider_id=provider_id,
        after=page.after_id,
        limit=page.limit,
    )
    shown = [PetitionOut.of(each, await queries.count_of(reading, each)) for each in found]
    return paged(shown, page, key=lambda petition: [str(petition.id)])


@router.get("/petitions/{petition_id}", response_model=PetitionOut)
async def read_petition(petition_id: UUID, reading: Reading) -> PetitionOut:
    """One petition, as it stands now."""
    found = await queries.petition_of(reading, petition_id)
    return PetitionOut.of(found, await queries.count_of(reading, found))


def refusal(outcome: Signed) -> Response:
    """A signature that does not count, answered without an exception: that it was tried is on record, and committed."""
    if outcome is Signed.DUPLICATE:
        problem = Problem(problems.CONFLICT, "This code was sent before; it counts once.")
    else:
        sentence = "There is no such code for this petition."
        problem = Problem(problems.INVALID, sentence, errors=[Fault("/credential", sentence)])
    return problem.answer(f"/ratings/v1{SIGNATURES}")
