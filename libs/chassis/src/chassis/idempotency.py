"""Idempotency keys: the same request sent twice happens once, and is answered twice alike.

The claim and the answer are a row of the command's own transaction. So a command that failed leaves no claim, and a
second caller waits, inside PostgreSQL, for the first to commit or to give up.
"""

import asyncio
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import Request, Response
from sqlalchemy import Column, Integer, LargeBinary, String, Table, delete, func, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from chassis.database import UNLIMITED, Instant, plumbing
from chassis.problems import KEY_REUSED, Problem, invalid
from chassis.stopping import heed

KEPT = timedelta(days=7)  # for so long a retry is answered as the first request was
AN_HOUR = 3600.0
KEY = re.compile(r"[\x21-\x7e]{1,255}", re.ASCII)

answers = Table(
    "answers",
    plumbing,
    Column("subject", String, primary_key=True),
    Column("call", String, primary_key=True),  # method and path
    Column("key", String, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("claimed_at", Instant, nullable=False, server_default=func.now(), index=True),
    Column("status", Integer),
    Column("headers", JSONB),
    Column("body", LargeBinary),
)
CLAIM = insert(answers).on_conflict_do_nothing().returning(answers.c.key)


@dataclass(frozen=True)
class Claim:
    """What a request with an Idempotency-Key claims to be; `fingerprint` covers its query and its body.

    It is keyed with the service's secret: from a plain digest, who reads the database could guess the price in a bid.
    """

    call: str
    key: str
    fingerprint: bytes

    def row_of(self, subject: str) -> Any:
        """The condition that picks this claim's row."""
        return (answers.c.subject == subject) & (answers.c.call == self.call) & (answers.c.key == self.key)


class Replay(Exception):
    """This was answered before; `response` is that answer."""

    def __init__(self, response: Response) -> None:
        super().__init__("answered before")
        self.response = response


def claim_of(request: Request, body: bytes) -> Claim | None:
    """The claim that a request makes, if it sent a key. Raises Problem (422) for a key that is none."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if KEY.fullmatch(key) is None:
        raise invalid("header:idempotency-key", "An Idempotency-Key is 1 to 255 visible ASCII characters.")
    query: bytes = request.scope["query_string"]
    secret = request.app.state.settings.secret.get_secret_value().encode()
    fingerprint = hmac.digest(secret, query + b"\n" + body, "sha256")
    return Claim(f"{request.method} {request.scope['path']}", key, fingerprint)


async def unkept(request: Request, response: Response) -> None:
    """A dependency for answers that hold a secret: told once, kept neither under a key nor by anybody on the way."""
    request.state.claim = None
    response.headers["Cache-Control"] = "no-store"


async def take(session: AsyncSession, claim: Claim, subject: str) -> None:
    """Take the claim for this transaction.

    Raises Replay when it was answered before, and Problem (422) when the key was used for something else.
    """
    row = {"subject": subject, "call": claim.call, "key": claim.key, "fingerprint": claim.fingerprint}
    if await session.scalar(CLAIM, row) is not None:
        return
    before = (await session.execute(select(answers).where(claim.row_of(subject)))).one()
    if before.fingerprint != claim.fingerprint:
        raise Problem(KEY_REUSED, "This Idempotency-Key came with another request before.")
    response = Response(before.body, before.status)
    response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in before.headers]
    response.headers["Idempotency-Replayed"] = "true"
    raise Replay(response)


async def keep(session: AsyncSession, claim: Claim, subject: str, response: Response) -> None:
    """Keep the answer beside its effects."""
    headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in response.raw_headers]
    answer = {"status": response.status_code, "headers": headers, "body": bytes(response.body)}
    await session.execute(update(answers).where(claim.row_of(subject)).values(answer))


async def tidy(sessions: async_sessionmaker[AsyncSession]) -> None:
    """Let go of old answers, every hour, until cancelled."""
    while True:
        heed()
        async with sessions.begin() as session:
            await session.execute(UNLIMITED)
            await forget(session, before=datetime.now(UTC) - KEPT)
        await asyncio.sleep(AN_HOUR)


async def forget(session: AsyncSession, *, before: datetime) -> None:
    """Let go of the answers of an earlier time; a retry after that is a new request."""
    await session.execute(delete(answers).where(answers.c.claimed_at < before))
