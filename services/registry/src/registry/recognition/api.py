"""Pledges, badges and parity over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Visitor
from chassis.problems import invalid
from kernel.clock import day_of
from registry.organisations.api import Speaking
from registry.organisations.queries import organisation_of
from registry.recognition import commands, queries
from registry.recognition.domain.badges import Badge
from registry.recognition.schemas import (
    BadgeOut,
    ItemOut,
    ParityAsked,
    ParityOut,
    PledgeIn,
    PledgeOut,
    ReasonIn,
    ReplyIn,
)

router = Router(tags=["recognition"])
OF_ORGANISATION = "/organisations/{organisation_id}"


@router.put(f"{OF_ORGANISATION}/pledge", response_model=PledgeOut)
async def sign_pledge(organisation_id: UUID, body: PledgeIn, speaker: Speaking, tx: Transaction, now: Now) -> PledgeOut:
    """Sign the public values for your organisation, or sign again with other evidence."""
    pledge = await commands.sign_pledge(tx, organisation_id, speaker, body.evidence, now=now)
    return PledgeOut.of(pledge, await queries.statements_of(tx, pledge, on=day_of(now)))


@router.get(f"{OF_ORGANISATION}/pledge", response_model=PledgeOut)
async def read_pledge(organisation_id: UUID, session: Reading, now: Now) -> PledgeOut:
    """Which public values it signed, and which of them are evidenced today."""
    pledge = await queries.pledge_of(session, organisation_id)
    return PledgeOut.of(pledge, await queries.statements_of(session, pledge, on=day_of(now)))


@router.get(f"{OF_ORGANISATION}/badge/checklist", response_model=list[ItemOut])
async def read_checklist(organisation_id: UUID, session: Reading, now: Now) -> list[ItemOut]:
    """How ready it is to be recognised as a public service mutual."""
    return [ItemOut.of(item) for item in await queries.checklist_of(session, organisation_id, on=day_of(now))]


@router.post(f"{OF_ORGANISATION}/badges", status_code=201, response_model=BadgeOut)
async def recognise_mutual(organisation_id: UUID, speaker: Speaking, tx: Transaction, now: Now) -> Badge:
    """Registrars: recognise a mutual that meets the whole checklist; the badge lasts a year."""
    return await commands.recognise_mutual(tx, organisation_id, speaker, now=now)


@router.get(f"{OF_ORGANISATION}/badges", response_model=Listing[BadgeOut])
async def list_badges(organisation_id: UUID, session: Reading, visitor: Visitor, page: Page) -> Listing[BadgeOut]:
    """Its badges, oldest first."""
    await organisation_of(session, organisation_id)
    trusted = visitor is not None and (visitor.organisation == organisation_id or visitor.has("registrar"))
    found = await queries.badges_of(session, organisation_id, after=page.after_id, limit=page.limit)
    listing = paged(found, page, key=lambda badge: [badge.id])
    return Listing(items=[BadgeOut.seen(it, in_confidence=trusted) for it in listing.items], next=listing.next)


@router.post(f"{OF_ORGANISATION}/badge/renew", response_model=BadgeOut)
async def renew_badge(
    organisation_id: UUID, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Badge:
    """Registrars: renew a badge for another year, on the same checklist."""
    return await commands.renew_badge(tx, organisation_id, speaker, expected=expected, now=now)


@router.post(f"{OF_ORGANISATION}/badge/announce-withdrawal", response_model=BadgeOut)
async def announce_withdrawal(
    organisation_id: UUID, body: ReasonIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Badge:
    """Registrars: tell the organisation why its badge is to be withdrawn; it may reply first."""
    reason = body.reason
    return await commands.announce_withdrawal(tx, organisation_id, speaker, reason=reason, expected=expected, now=now)


@router.post(f"{OF_ORGANISATION}/badge/reply", response_model=BadgeOut)
async def reply_to_withdrawal(
    organisation_id: UUID, body: ReplyIn, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Badge:
    """Reply, once, to why your badge is to be withdrawn."""
    reply = body.reply
    return await commands.reply_to_withdrawal(tx, organisation_id, speaker, reply=reply, expected=expected, now=now)


@router.post(f"{OF_ORGANISATION}/badge/withdraw", response_model=BadgeOut)
async def withdraw_badge(
    organisation_id: UUID, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Badge:
    """Registrars: withdraw a badge, once the organisation has replied or its time to reply is over."""
    decide = commands.decide_withdrawal
    return await decide(tx, organisation_id, speaker, is_withdrawn=True, expected=expected, now=now)


@router.post(f"{OF_ORGANISATION}/badge/keep", response_model=BadgeOut)
async def keep_badge(
    organisation_id: UUID, *, speaker: Speaking, expected: Expected, tx: Transaction, now: Now
) -> Badge:
    """Registrars: let a badge stand that was to be withdrawn."""
    decide = commands.decide_withdrawal
    return await decide(tx, organisation_id, speaker, is_withdrawn=False, expected=expected, now=now)


@router.get("/parity", response_model=ParityOut)
async def read_parity(asked: Annotated[ParityAsked, Query()], session: Reading) -> ParityOut:
    """Whether user-led organisations compete as equals: their bids and wins beside all others'."""
    if asked.to < asked.from_:
        raise invalid("query:to", "A period does not end before it begins.")
    return ParityOut.of(await queries.parity_between(session, asked.from_, asked.to, buyer=asked.buyer))
