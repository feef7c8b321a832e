"""Successions of public bodies over HTTP: parse, call, answer."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, role
from chassis.wire import DayIn, IdIn
from kernel.clock import day_of
from registry.organisations.domain import Speaker
from registry.successions import commands, queries
from registry.successions.domain import Succession
from registry.successions.schemas import HeirOut, SuccessionIn, SuccessionOut, WithdrawalIn

router = Router(tags=["successions"])

Registrar = Annotated[Actor, Depends(role("registrar", "platform_admin"))]
Writer = Annotated[Actor, Depends(role("registrar", "platform_admin", "commissioner", "funder"))]


def speaker_of(actor: Writer) -> Speaker:
    """The caller: a registrar, or a body that may be concerned."""
    return Speaker(actor.organisation, registrar=actor.has("registrar") or actor.has("platform_admin"))


@router.post("/successions", status_code=201, response_model=SuccessionOut)
async def plan_succession(body: SuccessionIn, _: Registrar, tx: Transaction, now: Now) -> Succession:
    """Registrars: bodies hand over to others on a day. Those that do not continue end on it, and say who took over."""
    return await commands.plan_succession(tx, body.parsed(), now=now)


@router.get("/successions", response_model=Listing[SuccessionOut])
async def list_successions(
    session: Reading, page: Page, organisation: Annotated[IdIn | None, Query()] = None
) -> Listing[Succession]:
    """Successions in the order in which they were planned: all, or those that concern one body."""
    found: Sequence[Any] = await queries.successions_of(session, organisation, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda succession: [succession.id])


@router.get("/successions/{succession_id}", response_model=SuccessionOut)
async def read_succession(succession_id: UUID, session: Reading) -> Succession:
    """One succession, with its map of functions and contracts, costs, checklist and lessons."""
    return await queries.succession_of(session, succession_id)


@router.put("/successions/{succession_id}", response_model=SuccessionOut)
async def restate_succession(
    succession_id: UUID,
    body: SuccessionIn,
    *,
    speaker: Annotated[Speaker, Depends(speaker_of)],
    expected: Expected,
    tx: Transaction,
    now: Now,
) -> Succession:
    """Registrars and the bodies concerned: say it anew, whole. In force, who took over from whom is history."""
    return await commands.restate_succession(tx, succession_id, body.parsed(), speaker, expected=expected, now=now)


@router.post("/successions/{succession_id}/withdraw", response_model=SuccessionOut)
async def withdraw_succession(
    succession_id: UUID, body: WithdrawalIn, *, _: Registrar, expected: Expected, tx: Transaction, now: Now
) -> Succession:
    """Registrars: a plan that does not happen."""
    return await commands.withdraw_succession(tx, succession_id, body.reason, expected=expected, now=now)


@router.get("/successors", response_model=Listing[HeirOut])
async def read_successors(
    session: Reading,
    now: Now,
    of: Annotated[str, Query(min_length=4, max_length=140, examples=["GB-LAE-WOT"])],
    on: Annotated[DayIn | None, Query()] = None,
) -> Listing[queries.Heir]:
    """Who does the work of a body, named by UUID or org-id, on a day or today. It may be the body itself."""
    return Listing(items=list(await queries.heirs_of(session, of, on or day_of(now))))
