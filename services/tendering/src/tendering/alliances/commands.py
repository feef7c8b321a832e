"""What one may do in an alliance: load, decide, record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import AllianceChanged, AllianceDecided, AllianceFormed, AllianceSettled, AllianceShare
from events.tendering import AllianceMember as MemberTold
from kernel.clock import day_of
from kernel.errors import NotFound
from kernel.money import Money
from kernel.versions import must_match
from rulebook.rules import rule
from tendering.alliances.domain import Alliance, Choice, Joint, Member, Result, Settlement
from tendering.alliances.queries import alliance_to_change, decision_at_hand
from tendering.alliances.rules import gate_share, passes, percent, provider_pool, split, tally
from tendering.performance.queries import latest_ratings
from tendering.suppliers.queries import active_buyer, party


async def form_alliance(
    session: AsyncSession,
    buyer_id: UUID,
    *,
    members: Sequence[Mapping[str, Any]],
    terms: Mapping[str, Any],
    now: datetime,
) -> Alliance:
    """Begin an alliance with its members and terms; figures that it does not state are the rulebook's."""
    await active_buyer(session, buyer_id)
    alliance = Alliance(buyer_id=buyer_id, formed_at=now, **{**usual_terms(now=now), **terms})
    for each in members:
        alliance.admit(Member(**each, joined_at=now))
    alliance.version = 1
    session.add(alliance)
    await session.flush()
    told = AllianceFormed(
        occurred_at=now,
        title=alliance.title,
        buyer=await party(session, buyer_id),
        members=await told_of(session, alliance.present),
        target_cost=str(alliance.target_cost),
        legacy_contracts_replaced=alliance.legacy_contracts_replaced,
    )
    await emit(session, alliance.id, told)
    return alliance


async def put_to_vote(
    session: AsyncSession,
    organisation_id: UUID,
    alliance_id: UUID,
    *,
    title: str,
    joins: Mapping[str, Any] | None,
    leaves: UUID | None,
    now: datetime,
) -> Joint:
    """A member asks all members to decide something; whom to admit and whom to let go are decided like all else."""
    alliance = await alliance_to_change(session, alliance_id)
    alliance.seat_of(organisation_id)
    if leaves is not None and all(each.id != leaves for each in alliance.present):
        raise NotFound(f"There is no member {leaves} in this alliance.")
    joining = None if joins is None else Member(**joins, joined_at=now)
    if joining is not None:
        await party(session, joining.organisation_id)
    made = Joint(alliance_id=alliance.id, title=title, joins=joining, leaves=leaves, opened_at=now, rung_since=now)
    session.add(made)
    await session.flush()
    return made


async def cast_vote(
    session: AsyncSession, organisation_id: UUID, decision_id: UUID, choice: Choice, *, now: datetime
) -> tuple[Joint, Alliance]:
    """A member's own vote. When the last member agrees, it is decided, and who joins or leaves does so now."""
    joint, alliance = await decision_at_hand(session, decision_id)
    joint.cast(alliance.seat_of(organisation_id), choice, now=now)
    if tally(joint, alliance.present).result is Result.AGREED:
        joint.agreed_at = now
        told = AllianceDecided(occurred_at=now, decision_id=joint.id, title=joint.title, rung=joint.rung)
        await emit(session, alliance.id, told)
        await change_membership(session, alliance, joint, now=now)
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
    joint.climb(alliance, tally(joint, alliance.present).result, now=now)
    return joint, alliance


async def settle(
    session: AsyncSession, buyer_id: UUID, alliance_id: UUID, *, actual_cost: Money, now: datetime
) -> Alliance:
    """Hold what was spent against the target, and share the difference by the formula that was agreed."""
    alliance = await alliance_to_change(session, alliance_id)
    if alliance.buyer_id != buyer_id:
        raise NotFound(f"There is no alliance {alliance_id} of yours.")
    gate = gate_share(alliance.gate, await latest_ratings(session, alliance.gate))
    passed = passes(alliance, gate)
    pool = provider_pool(alliance, actual_cost, gate_passed=passed)
    made = Settlement(
        alliance_id=alliance.id,
        number=len(alliance.settlements) + 1,
        target_cost=alliance.target_cost,
        actual_cost=actual_cost,
        gate_pct=percent(gate),
        gate_passed=passed,
        provider_pool=pool,
        shares=split(pool, alliance.present),
        settled_at=now,
    )
    alliance.settlements.append(made)
    alliance.version += 1
    await emit(session, alliance.id, settled(made, now=now))
    return alliance


def settled(made: Settlement, *, now: datetime) -> AllianceSettled:
    """What an event says of a settlement."""
    shares = [
        AllianceShare(reference=each.reference, amount=None if each.amount is None else str(each.amount))
        for each in made.shares
    ]
    return AllianceSettled(
        occurred_at=now,
        number=made.number,
        target_cost=str(made.target_cost),
        actual_cost=str(made.actual_cost),
        gate_passed=made.gate_passed,
        provider_pool=str(made.provider_pool),
        shares=shares,
    )


async def told_of(session: AsyncSession, members: Sequence[Member]) -> list[MemberTold]:
    """What an event says of members."""
    return [
        MemberTold(
            organisation=await party(session, each.organisation_id),
            reference=each.reference,
            role=each.role,
            value=str(each.value),
        )
        for each in members
    ]


def usual_terms(*, now: datetime) -> dict[str, Any]:
    """The figures of the rulebook, for an alliance that states none of its own."""
    share, ladder = (rule(f"delivery.{name}", on=day_of(now)) for name in ("gain_share", "deadlock_ladder"))
    shares = {name: Decimal(share.values[name]) for name in ("kpi_gate", "provider_share", "pain_share")}
    return {**shares, "ladder": list(ladder.words("rungs")), "rung_days": ladder.number("days")}
