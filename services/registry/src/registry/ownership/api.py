"""Owners over HTTP: parse, call, answer."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.wire import DayIn
from kernel.clock import day_of
from kernel.errors import Unacceptable
from registry.interests import queries
from registry.organisations.api import Speaking
from registry.organisations.queries import organisation_of
from registry.ownership import commands
from registry.ownership.schemas import (
    BodyOut,
    CorrectionIn,
    GroupOut,
    HeldIn,
    InterestOut,
    OwnershipOut,
    VentureIn,
    WithdrawalIn,
)

router = Router(tags=["ownership"])
On = Annotated[DayIn | None, Query()]


@router.post("/organisations/{organisation_id}/ownership", status_code=201, response_model=InterestOut)
async def state_interest(
    organisation_id: UUID, body: HeldIn, speaker: Speaking, tx: Transaction, now: Now
) -> InterestOut:
    """State what somebody holds in your organisation, or, as a registrar, in any."""
    owner = body.owner.parsed()
    stated = await commands.state_interest(tx, organisation_id, owner, body.terms, speaker=speaker, now=now)
    return InterestOut.of(stated)


# Only where an identifier stands: statements are read beside it, and are nothing to correct.
@router.put("/organisations/{organisation_id}/ownership/{interest_id:uuid}", response_model=InterestOut)
async def correct_interest(
    organisation_id: UUID,
    interest_id: UUID,
    body: CorrectionIn,
    *,
    speaker: Speaking,
    expected: Expected,
    tx: Transaction,
    now: Now,
) -> InterestOut:
    """Say what an interest really is, or that it has ended. What was said before stays on record."""
    corrected = await commands.correct_interest(
        tx, organisation_id, interest_id, body.terms, reason=body.reason, speaker=speaker, expected=expected, now=now
    )
    return InterestOut.of(corrected)


@router.post("/organisations/{organisation_id}/ownership/{interest_id}/withdraw", response_model=InterestOut)
async def withdraw_interest(
    organisation_id: UUID,
    interest_id: UUID,
    body: WithdrawalIn,
    *,
    speaker: Speaking,
    expected: Expected,
    tx: Transaction,
    now: Now,
) -> InterestOut:
    """Say that an interest never was. What was said before stays on record."""
    withdrawn = await commands.withdraw_interest(
        tx, organisation_id, interest_id, reason=body.reason, speaker=speaker, expected=expected, now=now
    )
    return InterestOut.of(withdrawn)


@router.put("/organisations/{organisation_id}/joint-venture", response_model=list[InterestOut])
async def state_joint_venture(
    organisation_id: UUID, body: VentureIn, speaker: Speaking, tx: Transaction, now: Now
) -> list[InterestOut]:
    """State all owners of a joint venture. Stated anew, for a reason, former owners cease when it begins."""
    parts = [part.parsed() for part in body.owners]
    terms = body.terms(organisation_id)
    stated = await commands.state_joint_venture(
        tx, organisation_id, parts, terms, reason=body.reason, speaker=speaker, now=now
    )
    return [InterestOut.of(it) for it in stated]


@router.get("/organisations/{organisation_id}/ownership", response_model=OwnershipOut)
async def read_ownership(organisation_id: UUID, session: Reading, now: Now, on: On = None) -> OwnershipOut:
    """Who owns and controls an organisation today, or on an earlier day; and who else belongs to its group."""
    today, day = day_of(now), on or day_of(now)
    must_have_come(day, today)
    await organisation_of(session, organisation_id)
    tree = (await queries.holdings_above(session, [organisation_id], today=today)).on(day)
    _, members = await queries.group_of(session, tree.group(organisation_id), on=day, today=today)
    return OwnershipOut.of(tree, organisation_id, members, day)


@router.get("/organisations/{organisation_id}/ownership/statements", response_model=Listing[InterestOut])
async def list_statements(organisation_id: UUID, session: Reading, page: Page) -> Listing[InterestOut]:
    """Everything that was ever stated of an organisation's owners, corrected and withdrawn versions too."""
    found = await queries.versions_of(session, organisation_id, after=page.after, limit=page.limit)
    return paged(
        [InterestOut.of(it) for it in found], page, key=lambda it: [it.stated_at.isoformat(), it.id, it.version]
    )


@router.get("/groups/{group_id}", response_model=GroupOut)
async def read_group(group_id: UUID, session: Reading, now: Now, on: On = None) -> GroupOut:
    """Whoever stands at the top of a group, by the id that ownership names."""
    day = on or day_of(now)
    must_have_come(day, day_of(now))
    top, members = await queries.group_of(session, group_id, on=day, today=day_of(now))
    return GroupOut(**BodyOut.model_validate(top).model_dump(), on=day, members=len(members))


@router.get("/groups/{group_id}/members", response_model=Listing[BodyOut])
async def list_members(group_id: UUID, session: Reading, page: Page, now: Now, on: On = None) -> Listing[BodyOut]:
    """The organisations of a group, by name."""
    day = on or day_of(now)
    must_have_come(day, day_of(now))
    _, members = await queries.group_of(session, group_id, on=day, today=day_of(now))
    after = page.after
    rest = members if after is None else [it for it in members if [it.name or "", str(it.id)] > after]
    return paged(rest, page, key=lambda it: [it.name or "", it.id])


def must_have_come(day: date, today: date) -> None:
    """Raise Unacceptable for a day that has not come: nobody knows who will own what."""
    if day > today:
        raise Unacceptable("query:on", f"{day} has not come yet.")
