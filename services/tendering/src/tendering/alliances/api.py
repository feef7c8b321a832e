"""Alliances over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.alliances import commands, queries
from tendering.alliances.domain import Alliance
from tendering.alliances.schemas import AllianceIn, AllianceOut, LegacyContractsIn, SettlementIn

router = Router(tags=["alliances"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Ally = Annotated[Actor, Depends(role("commissioner", "provider"))]


@router.post("/alliances", status_code=201, response_model=AllianceOut)
async def form_alliance(body: AllianceIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Alliance:
    """Begin an alliance: several providers and who commissions them, with equal say."""
    members, legacy = ([each.said() for each in said] for said in (body.members, body.legacy_contracts))
    buyer_id = owner_of(commissioner)
    return await commands.form_alliance(tx, buyer_id, members=members, terms=body.terms(), legacy=legacy, now=now)


@router.post("/alliances/{alliance_id}/legacy-contracts", status_code=201, response_model=AllianceOut)
async def name_legacy_contracts(
    alliance_id: UUID,
    body: LegacyContractsIn,
    commissioner: Commissioner,
    tx: Transaction,
    *,
    now: Now,
    expected: Expected,
) -> Alliance:
    """Name contracts that a running alliance replaces, too, and say why."""
    legacy = [each.said() for each in body.legacy_contracts]
    buyer_id, because = owner_of(commissioner), body.because
    return await commands.name_legacy(tx, buyer_id, alliance_id, legacy, because=because, expected=expected, now=now)


@router.post("/alliances/{alliance_id}/settlements", status_code=201, response_model=AllianceOut)
async def settle_alliance(
    alliance_id: UUID, body: SettlementIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Alliance:
    """Hold what was spent against the target, and share the difference to the penny."""
    cost = body.actual_cost.parsed()
    return await commands.settle(tx, owner_of(commissioner), alliance_id, actual_cost=cost, now=now)


@router.get("/alliances", response_model=Listing[AllianceOut])
async def list_alliances(reading: Reading, page: Page, *, buyer_id: UUID | None = None) -> Listing[Alliance]:
    """Alliances, oldest first."""
    found = await queries.alliances_by(reading, buyer_id=buyer_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda alliance: [str(alliance.id)])


@router.get("/alliances/{alliance_id}", response_model=AllianceOut)
async def read_alliance(alliance_id: UUID, reading: Reading) -> Alliance:
    """One alliance."""
    return await queries.alliance_of(reading, alliance_id)
