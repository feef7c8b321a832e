"""Who is asking. The gateway vouches for them with a short-lived token; nothing in a plain header is ever trusted."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from chassis.problems import UNAUTHENTICATED, Problem
from chassis.tokens import Actor, Untrusted, mint
from kernel.errors import Forbidden

__all__ = ["Actor", "Caller", "Visitor", "mint", "oversees", "owner_of", "role"]

log = logging.getLogger(__name__)


async def visitor(request: Request) -> Actor | None:
    """Whoever the token names; None without one. Raises Problem (401) for a token that proves nothing."""
    sent = request.headers.getlist("authorization")
    if not sent:
        return None
    scheme, _, token = sent[0].partition(" ")
    if len(sent) > 1 or scheme.lower() != "bearer":
        raise unauthenticated("Send one Authorization header, with a bearer token.", "invalid_request")
    try:
        state = request.app.state
        actor: Actor = await state.verifier.actor(token, state.keys, now=time.time())
    except Untrusted as error:
        log.info("a token was refused: %s", error)
        raise unauthenticated("The token is not valid, or no longer.", "invalid_token") from error
    request.state.actor = actor
    return actor


#: Whoever is asking, known or not.
Visitor = Annotated[Actor | None, Depends(visitor)]


async def caller(actor: Visitor) -> Actor:
    """Somebody known. Raises Problem (401)."""
    if actor is None:
        raise unauthenticated("This is only for those who say who they are.", None)
    return actor


#: Somebody known; else 401.
Caller = Annotated[Actor, Depends(caller)]


def role(*names: str) -> Callable[[Actor], Awaitable[Actor]]:
    """A dependency that gives an actor with one of these roles; else 403."""

    async def holder(actor: Caller) -> Actor:
        if actor.roles.isdisjoint(names):
            raise Forbidden(f"This is for: {', '.join(names)}.")
        return actor

    return holder


def owner_of(actor: Actor) -> UUID:
    """The organisation on whose behalf the actor acts. Raises Forbidden for one who acts for none."""
    if actor.organisation is None:
        raise Forbidden("This is done on behalf of an organisation, and the token names none.")
    return actor.organisation


def oversees(actor: Actor | None, buyer_id: UUID) -> bool:
    """Whether the actor reads what a buyer keeps from others: as an auditor, or as its own commissioner."""
    if actor is None:
        return False
    return actor.has("auditor") or (actor.has("commissioner") and actor.organisation == buyer_id)


def unauthenticated(sentence: str, error: str | None) -> Problem:
    """401, with the challenge of RFC 6750 §3."""
    challenge = 'Bearer realm="commonweal"' + (f', error="{error}"' if error else "")
    return Problem(UNAUTHENTICATED, sentence, headers={"WWW-Authenticate": challenge})
