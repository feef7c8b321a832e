"""Feeds over HTTP: parse, call, answer."""

from typing import Annotated

from fastapi import Depends, Query

from chassis.http import Now, Router, Transaction
from chassis.identity import Actor, role
from chassis.wire import Name
from registry.feeds import commands
from registry.feeds.domain import Outcome
from registry.feeds.schemas import Feed, OutcomeOut

LARGEST = 16 * 1024 * 1024  # bytes
router = Router(prefix="/imports", tags=["imports"], largest=LARGEST)
Reader = Annotated[Actor, Depends(role("registrar", "platform_admin"))]


@router.post("/openreferral", response_model=OutcomeOut)
async def import_feed(
    body: Feed,
    publisher: Annotated[Name, Query(description="Whose directory it is.")],
    *,
    actor: Reader,
    tx: Transaction,
    now: Now,
) -> Outcome:
    """Keep the objects of another directory's feed as it published them. Reading it again changes nothing."""
    return await commands.read_feed(tx, body.root, publisher=publisher, now=now)
