"""Keys, invitations and blind signatures over HTTP: parse, call, answer."""

from base64 import b64encode
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Request

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from chassis.identity import Actor, owner_of, role
from ratings.credentials import queries
from ratings.eligibility.domain import Quarter
from ratings.issuance import commands
from ratings.issuance.commands import Vault
from ratings.issuance.schemas import (
    BlindedIn,
    CodeOut,
    InvitationKeyIn,
    InvitationsIn,
    InvitationsOut,
    KeyIn,
    KeyOut,
    SignatureOut,
)

router = Router(prefix="/issuer", tags=["issuance"])
Issuer = Annotated[Actor, Depends(role("rater_issuer"))]
#: What is told here is told once, and kept neither for a retry nor by anybody on its way.
SECRET = [Depends(unkept)]


async def own_vault(request: Request) -> Vault:
    """Under the issuer's own secret, or the service's if it has none."""
    settings = request.app.state.settings
    return Vault((settings.issuer_secret or settings.secret).get_secret_value())


Own = Annotated[Vault, Depends(own_vault)]


@router.post("/keys", status_code=201, response_model=KeyOut)
async def publish_rating_key(body: KeyIn, issuer: Issuer, tx: Transaction, now: Now, vault: Own) -> KeyOut:
    """Publish a key for those who used your contract's service in a quarter; it signs a day later."""
    quarter = Quarter.parse(body.quarter)
    key = await commands.publish_key(
        tx, vault, owner_of(issuer), body.contract_id, quarter=quarter, until=body.signs_until, now=now
    )
    return KeyOut.of(key)


@router.get("/keys", response_model=Listing[KeyOut])
async def list_rating_keys(
    session: Reading, page: Page, contract: Annotated[UUID | None, Query()] = None
) -> Listing[KeyOut]:
    """Every key there was, oldest first: who compares them with others sees that nobody got a key of their own."""
    found = await queries.keys_of(session, contract=contract, after=page.after_id, limit=page.limit)
    return paged([KeyOut.of(key) for key in found], page, key=lambda it: [it.id])


@router.get("/keys/{key_id}", response_model=KeyOut)
async def read_rating_key(key_id: UUID, session: Reading) -> KeyOut:
    """One key."""
    return KeyOut.of(await queries.key_of(session, key_id))


@router.post("/keys/{key_id}/invitations", status_code=201, response_model=InvitationsOut, dependencies=SECRET)
async def invite_raters(
    key_id: UUID, body: InvitationsIn, issuer: Issuer, tx: Transaction, now: Now, *, vault: Own
) -> InvitationsOut:
    """Invitations for people who used the service, one each; nobody can show them again."""
    codes = await commands.invite(tx, vault, owner_of(issuer), key_id, body.contacts, now=now)
    return InvitationsOut(invitations=codes)


@router.post("/invitations", response_model=KeyOut, dependencies=SECRET)
async def find_rating_key(body: InvitationKeyIn, tx: Transaction) -> KeyOut:
    """For which key an invitation is good. Compare it with the public list before you use it."""
    return KeyOut.of(await commands.key_of_invitation(tx, body.invitation))


@router.post("/signatures", response_model=SignatureOut, dependencies=SECRET)
async def sign_blinded(body: BlindedIn, tx: Transaction, now: Now, vault: Own) -> SignatureOut:
    """Have what you blinded signed, with your invitation; who signs cannot see what."""
    signature = await commands.sign_blinded(tx, vault, body.invitation, body.octets(), now=now)
    return SignatureOut(signature=b64encode(signature).decode())


@router.post("/codes", status_code=201, response_model=CodeOut, dependencies=SECRET)
async def exchange_for_code(body: InvitationKeyIn, tx: Transaction, now: Now) -> CodeOut:
    """A one-time code instead, good at once: whoever gives it out could have noted to whom, and promises not to."""
    return CodeOut(code=await commands.exchange_for_code(tx, body.invitation, now=now))
