"""Proposing an alliance, and answering: load, decide, record."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import abide_by
from chassis.ledger import emit
from events.tendering import AllianceAwarded, AllianceDeclined, AllianceProposed
from kernel.errors import Conflict
from kernel.versions import must_match
from tendering.alliance_awards.domain import AllianceAward, Member, Role, Status
from tendering.alliance_awards.queries import alliance_to_answer, as_agreed, awards_under, standing_over
from tendering.alliance_awards.rules import rules_of_term
from tendering.awards.domain import Award
from tendering.notices.domain import Notice
from tendering.notices.queries import notice_to_change
from tendering.notices.rules import commenced_on
from tendering.suppliers.queries import heard_buyer, heard_provider, party


async def propose_alliance_award(
    session: AsyncSession,
    buyer_id: UUID,
    notice_id: UUID,
    *,
    title: str,
    outcomes: Sequence[str],
    award_ids: Sequence[UUID],
    starts_on: date,
    ends_on: date,
    members: Sequence[Member],
    now: datetime,
) -> AllianceAward:
    """Put the contracts of several awards under one agreement, for every member to agree to."""
    notice = await notice_to_change(session, buyer_id, notice_id)
    found = await awards_under(session, notice.id, award_ids)
    if await standing_over(session, notice.id, award_ids) is not None:
        raise Conflict("One of these awards is in an alliance already.")
    alliance = AllianceAward(
        notice_id=notice.id,
        buyer_id=buyer_id,
        title=title,
        outcomes=list(outcomes),
        award_ids=[award.id for award in found],
        starts_on=starts_on,
        ends_on=ends_on,
        members=list(members),
        proposed_at=now,
    )
    await must_be_lawful(session, alliance, notice, found, now=now)
    session.add(alliance)
    await session.flush()
    await emit(session, alliance.id, AllianceProposed(occurred_at=now, alliance=await as_agreed(session, alliance)))
    return alliance


async def answer_alliance_award(
    session: AsyncSession,
    organisation_id: UUID,
    alliance_award_id: UUID,
    *,
    agrees: bool,
    reason: str | None,
    expected: int | None,
    now: datetime,
) -> AllianceAward:
    """A member agrees or declines; the last to agree forms the alliance."""
    alliance = await alliance_to_answer(session, alliance_award_id)
    alliance.member(organisation_id)
    must_match(alliance.version, expected)
    alliance.answer(organisation_id, agrees=agrees, reason=reason, now=now)
    told = await as_agreed(session, alliance)
    if alliance.status is Status.AWARDED:
        await emit(session, alliance.id, AllianceAwarded(occurred_at=now, alliance=told))
    if alliance.status is Status.DECLINED:
        by = await party(session, organisation_id)
        event = AllianceDeclined(occurred_at=now, alliance=told, by=by, reason=reason or "")
        await emit(session, alliance.id, event)
    return alliance


async def must_be_lawful(
    session: AsyncSession, alliance: AllianceAward, notice: Notice, awards: Sequence[Award], *, now: datetime
) -> None:
    """Raise for members that are not what they are named as, lots shared that must not be, and a term too long."""
    for member in alliance.members:
        known = heard_provider if member.role is Role.PROVIDER else heard_buyer
        await known(session, member.organisation_id)
    awarded = {lot_id for award in awards for lot_id in award.lot_ids}
    lots = [lot for lot in notice.lots if lot.id in awarded]
    alliance.must_rest_on(awards, lots)
    said = rules_of_term(alliance, lots, on=commenced_on(notice, now=now), now=now)
    await abide_by(session, alliance, said, about=alliance.id)
