"""What one may do about a decision: load, decide, record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import AllianceChanged, AllianceClosed, AllianceDecided
from kernel.errors import NotFound
from kernel.versions import must_match
from tendering.alliances.commands import told_of
from tendering.alliances.domain import Alliance, Member
from tendering.alliances.queries import alliance_to_change
from tendering.joint_decisions.domain import Choice, Joint, Result
from tendering.joint_decisions.queries import decision_at_hand
from tendering.joint_decisions.rules import tally
from tendering.suppliers.queries import party


async def put_to_vote(
    session: AsyncSession,
    organisation_id: UUID,
    alliance_id: UUID,
    *,
    title: str,
    joins: Mapping[str, Any] | None,
    leaves: UUID | None,
    closes: bool,
    now: datetime,
) -> Joint:
    """A member asks all members to decide something; who joins, who leaves and when it is over are decided likewise."""
    alliance = await alliance_to_change(session, alliance_id)
    alliance.seat_of(organisation_id)
    alliance.must_be_live()
    if leaves is not None and all(each.id != leaves for each in alliance.present):
        raise NotFound(f"There is no member {leaves} in this alliance.")
    joining = None if joins is None else Member(**joins, joined_at=now)
    if joining is not None:
        await party(session, joining.organisation_id)
        alliance.must_be_admissible(joining, "/joins", leaving=leaves)
    made = Joint(
        alliance_id=alliance.id,
        title=title,
        joins=joining,
        leaves=leaves,
        closes=closes,
        opened_at=now,
        rung_since=now,
    )
    session.add(made)
    await session.flush()
    return made


async def cast_vote(
    session: AsyncSession, organisation_id: UUID, decision_id: UUID, choice: Choice, *, now: datetime
) -> tuple[Joint, Alliance]:
    """A member's own vote. When the last member agrees, it is decided, and who joins or leaves does so now."""
    joint, alliance = await decision_at_hand(session, decision_id)
    alliance.must_be_live()
    joint.cast(alliance.seat_of(organisation_id), choice, now=now)
    if tally(joint, alliance.present).result is Result.AGREED:
        joint.agreed_at = now
        told = AllianceDecided(occurred_at=now, decision_id=joint.id, title=joint.title, rung=joint.rung)
        await emit(session, alliance.id, told)
        await change_membership(session, alliance, joint, now=now)
        if joint.closes:
            alliance.close(now=now)
            await emit(session, alliance.id, AllianceClosed(occurred_at=now, decision_id=joint.id, title=joint.title))
    return joint, alliance


async def change_membership(session: AsyncSession, alliance: Alliance, joint: Joint, *, now: datetime) -> None:
    """Let in who was agreed to join, and go who was agreed to leave."""
    if joint.joins is None and joint.leaves is None:
        return
    if joint.leaves is not None:
        alliance.release(joint.leaves, now=now)
    if joint.joins is not None:
        joint.joins.joined_at = now
        alliance.admit(joint.joins)
    told = AllianceChanged(
        occurred_at=now,
        decision_id=joint.id,
        title=joint.title,
        members=await told_of(session, alliance.present),
    )
    await emit(session, alliance.id, told)


async def climb_ladder(
    session: AsyncSession, organisation_id: UUID, decision_id: UUID, *, expected: int | None, now: datetime
) -> tuple[Joint, Alliance]:
    """A member takes a deadlock one rung up, where all vote anew."""
    joint, alliance = await decision_at_hand(session, decision_id)
    must_match(joint.version, expected)
    alliance.seat_of(organisation_id)
    alliance.must_be_live()
    joint.climb(alliance, tally(joint, alliance.present).result, now=now)
    return joint, alliance
