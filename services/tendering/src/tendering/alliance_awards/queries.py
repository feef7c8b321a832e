"""What one may ask about the awards of alliances."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import AlliedParty, AwardedAlliance
from kernel.errors import NotFound, Unacceptable
from kernel.money import ZERO
from tendering.alliance_awards.domain import AllianceAward, Status
from tendering.alliance_awards.tables import alliance_award_members, alliance_awards
from tendering.awards.domain import Award
from tendering.awards.tables import awards
from tendering.suppliers.queries import party


async def awards_under(session: AsyncSession, notice_id: UUID, award_ids: Collection[UUID]) -> list[Award]:
    """These awards of a notice. Raises Unacceptable for one that is another's, or named twice."""
    found = list(
        await session.scalars(
            select(Award).where(awards.c.notice_id == notice_id, awards.c.id.in_(award_ids)).order_by(awards.c.id)
        )
    )
    if len(found) != len(award_ids):
        raise Unacceptable("/award_ids", "Each must be an award of this notice, named once.")
    return found


async def standing_over(session: AsyncSession, notice_id: UUID, award_ids: Sequence[UUID]) -> AllianceAward | None:
    """An alliance over one of these awards of a notice that is awarded, or still proposed."""
    query = select(AllianceAward).where(
        alliance_awards.c.notice_id == notice_id,
        alliance_awards.c.award_ids.overlap(award_ids),
        alliance_awards.c.status != Status.DECLINED,
    )
    found: AllianceAward | None = await session.scalar(query.limit(1))
    return found


async def alliance_to_answer(session: AsyncSession, alliance_award_id: UUID) -> AllianceAward:
    """An alliance, held until the transaction ends. Raises NotFound."""
    found = await session.get(AllianceAward, alliance_award_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no alliance {alliance_award_id}.")
    return found


async def visible_alliance(
    session: AsyncSession, organisation_id: UUID | None, alliance_award_id: UUID
) -> AllianceAward:
    """An alliance that was awarded, or that this organisation was proposed to be in. Any other reads as not found."""
    found = await session.get(AllianceAward, alliance_award_id)
    if found is None or not (found.status is Status.AWARDED or found.has(organisation_id)):
        raise NotFound(f"There is no alliance {alliance_award_id}.")
    return found


async def visible_alliance_awards(
    session: AsyncSession, organisation_id: UUID | None, *, notice_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[AllianceAward]:
    """Awarded alliances and the organisation's own proposals, oldest first."""
    own = select(alliance_award_members.c.alliance_award_id).where(
        alliance_award_members.c.organisation_id == organisation_id
    )
    query = select(AllianceAward).where(or_(alliance_awards.c.status == Status.AWARDED, alliance_awards.c.id.in_(own)))
    if notice_id is not None:
        query = query.where(alliance_awards.c.notice_id == notice_id)
    if after is not None:
        query = query.where(alliance_awards.c.id > after)
    return (await session.scalars(query.order_by(alliance_awards.c.id).limit(limit))).all()


async def as_agreed(session: AsyncSession, alliance: AllianceAward) -> AwardedAlliance:
    """What an event says of an alliance, whole."""
    found = await awards_under(session, alliance.notice_id, alliance.award_ids)
    members = [
        AlliedParty(
            organisation=await party(session, each.organisation_id),
            role=each.role,
            share=each.share,
            lot_ids=each.lot_ids,
            award_ids=[award.id for award in found if award.supplier_id == each.organisation_id],
            value=str(sum((award.value for award in found if award.supplier_id == each.organisation_id), start=ZERO)),
        )
        for each in alliance.members
    ]
    return AwardedAlliance(
        alliance_award_id=alliance.id,
        notice_id=alliance.notice_id,
        title=alliance.title,
        buyer=await party(session, alliance.buyer_id),
        outcomes=alliance.outcomes,
        starts_on=alliance.starts_on,
        ends_on=alliance.ends_on,
        members=members,
        value=str(sum((award.value for award in found), start=ZERO)),
    )
