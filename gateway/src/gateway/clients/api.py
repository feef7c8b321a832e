"""Clients over HTTP: parse, call, answer. For the platform's administrators."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import event

from chassis.http import Page, Reading, Router, Transaction, paged
from chassis.idempotency import unkept
from chassis.identity import Actor, role
from chassis.paging import Listing
from gateway.clients import commands, queries
from gateway.clients.domain import Client, Kind
from gateway.clients.schemas import ClientIn, ClientOut, NewClientOut, NewKeyOut

Administrator = Annotated[Actor, Depends(role("platform_admin"))]


router = Router(prefix="/oauth", tags=["clients"])
#: A secret is shown once.
Once = Depends(unkept)


@router.post("/clients", status_code=201, dependencies=[Once])
async def register_client(body: ClientIn, _: Administrator, tx: Transaction) -> NewClientOut:
    """Let another system call: it gets tokens at `/oauth/token` with the secret shown here."""
    client, secret = await _registered(Kind.CLIENT, body, tx)
    return NewClientOut(**vars(ClientOut.model_validate(client)), client_secret=secret)


@router.post("/api-keys", status_code=201, dependencies=[Once])
async def issue_api_key(body: ClientIn, _: Administrator, tx: Transaction) -> NewKeyOut:
    """Let an app read with one key on every request; whatever its roles, it never writes."""
    client, secret = await _registered(Kind.API_KEY, body, tx)
    return NewKeyOut(**vars(ClientOut.model_validate(client)), api_key=f"{client.id}.{secret}")


@router.get("/clients")
async def list_clients(_: Administrator, page: Page, session: Reading) -> Listing[ClientOut]:
    """Every client and key there is or was, by name."""
    after = page.after[0] if page.after else None
    found = await queries.all_clients(session, after=after, limit=page.limit)
    return paged(found, page, key=lambda client: [client.id])


@router.get("/clients/{client_id}", response_model=ClientOut)
async def show_client(client_id: str, _: Administrator, session: Reading) -> Client:
    """One of them."""
    return await queries.client_of(session, client_id)


@router.delete("/clients/{client_id}", response_model=ClientOut)
async def revoke_client(client_id: str, _: Administrator, request: Request, tx: Transaction) -> Client:
    """End a client or a key for good: here at once, at other gateways within half a minute."""
    client = await commands.revoke_client(tx, client_id, now=datetime.now(UTC))
    callers = request.app.state.callers
    event.listen(tx.sync_session, "after_commit", lambda _: callers.forget(client_id), once=True)
    return client


async def _registered(kind: Kind, body: ClientIn, tx: Transaction) -> tuple[Client, str]:
    return await commands.register_client(
        tx,
        kind,
        client_id=body.client_id,
        name=body.name,
        organisation=body.organisation,
        roles=body.roles,
        quota=body.quota,
        now=datetime.now(UTC),
    )
