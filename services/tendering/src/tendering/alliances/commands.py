"""What one may do in an alliance: load, decide, record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import flush_or_conflict
from chassis.ledger import emit
from events.tendering import (
    AllianceFormed,
    AllianceSettled,
    AllianceShare,
    LegacyContractsNamed,
    LegacyContractTold,
)
from events.tendering import AllianceMember as MemberTold
from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.money import Money
from kernel.versions import must_match
from rulebook.rules import rule
from tendering.alliances.domain import Alliance, LegacyContract, Member
from tendering.alliances.queries import awarded_alliance, buyers_alliance, seats_of
from tendering.alliances.rules import carried_over
from tendering.contracts.queries import visible_contract
from tendering.gain_share.domain import Settlement
from tendering.gain_share.rules import gate_share, settlement
from tendering.performance.queries import latest_ratings
from tendering.suppliers.queries import active_buyer, party


async def form_alliance(
    session: AsyncSession,
    buyer_id: UUID,
    *,
    members: Sequence[Mapping[str, Any]],
    terms: Mapping[str, Any],
    legacy: Sequence[Mapping[str, Any]],
    now: datetime,
) -> Alliance:
    """Begin an alliance with its members and terms; figures that it does not state are the rulebook's.

    One that was awarded begins with the members, values and shares of its award. Raises Conflict for a second one.
    """
    await active_buyer(session, buyer_id)
    award_id = terms.get("alliance_award_id")
    if award_id is not None:
        members = carried_over(members, seats_of(await awarded_alliance(session, buyer_id, award_id)))
    alliance = Alliance(buyer_id=buyer_id, formed_at=now, **{**usual_terms(now=now), **terms})
    for each in members:
        alliance.admit(Member(**each, joined_at=now))
    alliance.must_share_the_whole()
    for place, named in enumerate(legacy):
        alliance.take_over(await legacy_of(session, alliance, named, f"/legacy_contracts/{place}"))
    alliance.count_legacy()
    alliance.version = 1
    session.add(alliance)
    await flush_or_conflict(session, "This award has begun an alliance, or one replaces such a contract, already.")
    await emit(session, alliance.id, await formed(session, alliance, now=now))
    return alliance


async def formed(session: AsyncSession, alliance: Alliance, *, now: datetime) -> AllianceFormed:
    """What an event says of a new alliance."""
    return AllianceFormed(
        occurred_at=now,
        title=alliance.title,
        buyer=await party(session, alliance.buyer_id),
        members=await told_of(session, alliance.present),
        target_cost=str(alliance.target_cost),
        legacy_contracts_replaced=alliance.legacy_contracts_replaced,
        legacy_contracts=legacy_told(alliance.legacy_contracts),
        alliance_award_id=alliance.alliance_award_id,
    )


async def name_legacy(
    session: AsyncSession,
    buyer_id: UUID,
    alliance_id: UUID,
    legacy: Sequence[Mapping[str, Any]],
    *,
    because: str,
    expected: int | None,
    now: datetime,
) -> Alliance:
    """Name contracts that a running alliance replaces, too, and say why. Raises Conflict for what another replaces."""
    alliance = await buyers_alliance(session, buyer_id, alliance_id)
    must_match(alliance.version, expected)
    found = [
        await legacy_of(session, alliance, named, f"/legacy_contracts/{place}") for place, named in enumerate(legacy)
    ]
    alliance.name_later(found, because, now=now)
    await flush_or_conflict(session, "An alliance replaces such a contract already.")
    told = LegacyContractsNamed(
        occurred_at=now,
        legacy_contracts=legacy_told(found),
        legacy_contracts_replaced=alliance.legacy_contracts_replaced,
        because=because,
    )
    await emit(session, alliance.id, told)
    return alliance


def legacy_told(legacy: Sequence[LegacyContract]) -> list[LegacyContractTold]:
    """What an event says of contracts that are replaced."""
    return [
        LegacyContractTold(**{name: getattr(each, name) for name in LegacyContractTold.model_fields}) for each in legacy
    ]


async def legacy_of(session: AsyncSession, alliance: Alliance, named: Mapping[str, Any], path: str) -> LegacyContract:
    """A contract that an alliance replaces, as it was named. One of this platform's is a commissioner's, and signed."""
    if named["contract_id"] is None:
        return LegacyContract(**named)
    contract = await visible_contract(session, alliance.buyer_id, named["contract_id"])
    if contract.signed_at is None or contract.buyer_id not in alliance.commissioners:
        raise Unacceptable(f"{path}/contract_id", "An alliance replaces signed contracts of its commissioners.")
    if named["taken_over_on"] < contract.starts_on:
        raise Unacceptable(f"{path}/taken_over_on", f"The contract only began on {contract.starts_on}.")
    return LegacyContract(
        contract_id=contract.id,
        contract=contract,
        title=contract.title,
        reference=str(contract.id),
        supplier=(await party(session, contract.supplier_id)).name,
        ends_on=contract.ends_on,
        taken_over_on=named["taken_over_on"],
    )


async def settle(
    session: AsyncSession, buyer_id: UUID, alliance_id: UUID, *, actual_cost: Money, now: datetime
) -> Alliance:
    """Hold what was spent against the target, and share the difference by the formula that was agreed."""
    alliance = await buyers_alliance(session, buyer_id, alliance_id)
    made = settlement(
        alliance.id,
        len(alliance.settlements) + 1,
        alliance.formula,
        actual=actual_cost,
        gate=gate_share(alliance.gate, await latest_ratings(session, alliance.gate)),
        partners=alliance.partners,
        now=now,
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
        unshared=str(made.unshared),
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
            share=each.share,
            limit=None if each.limit is None else str(each.limit),
        )
        for each in members
    ]


def usual_terms(*, now: datetime) -> dict[str, Any]:
    """The figures of the rulebook, for an alliance that states none of its own."""
    share, ladder = (rule(f"delivery.{name}", on=day_of(now)) for name in ("gain_share", "deadlock_ladder"))
    shares = {name: Decimal(share.values[name]) for name in ("kpi_gate", "provider_share", "pain_share")}
    return {**shares, "ladder": list(ladder.words("rungs")), "rung_days": ladder.number("days")}
