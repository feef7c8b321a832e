"""Petitions over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from ratings.petitions import queries
from ratings.petitions.commands import drafting
from ratings.petitions.schemas import (
    ModerationIn,
    PetitionIn,
    PetitionOut,
    RollIn,
)

router = Router(tags=["petitions"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]
Moderator = Annotated[Actor, Depends(role("moderator"))]


@router.post("/petitions", status_code=201, response_model=PetitionOut)
async def draft_petition(body: PetitionIn, tx: Transaction, now: Now) -> PetitionOut:
    """Ask something about a service you use. It is published once it has its sponsors, and a moderator has read it."""
    made = await drafting.draft_petition(tx, **dict(body), now=now)
    return PetitionOut.of(made, await queries.count_of(tx, made))


@router.put("/petitions/{petition_id}/roll", response_model=PetitionOut)
async def fix_petition_roll(
    petition_id: UUID, body: RollIn, commissioner: Commissioner, tx: Transaction, *, expected: Expected
) -> PetitionOut:
    """The authority says how many may sign, once, and where the contract lets users recall its provider."""
    made = await drafting.fix_roll(tx, owner_of(commissioner), petition_id, **dict(body), expected=expected)
    return PetitionOut.of(made, await queries.count_of(tx, made))


@router.post("/petitions/{petition_id}/moderation", response_model=PetitionOut)
async def moderate_petition(
    petition_id: UUID, body: ModerationIn, moderator: Moderator, tx: Transaction, *, now: Now, expected: Expected
) -> PetitionOut:
    """Let a sponsored petition open, or say why not. Criticism is no reason."""
    if body.reason is None:
        made = await drafting.open_petition(tx, moderator.subject, petition_id, expected=expected, now=now)
    else:
        made = await drafting.refuse_petition(
            tx, moderator.subject, petition_id, body.reason, expected=expected, now=now
        )
    return PetitionOut.of(made, await queries.count_of(tx, made))


@router.get("/petitions", response_model=Listing[PetitionOut])
async def list_petitions(
    reading: Reading,
    page: Page,
    *,
    contract_id: UUID | None = None,
    buyer_id: UUID | None = None,
    provider_id: UUID | None = None,
) -> Listing[PetitionOut]:
    """Petitions that opened, oldest first, with their figures."""
    found = await queries.petitions_by(
        reading,
        contract_id=contract_id,
        buyer_id=buyer_id,
        provider_id=provider_id,
        after=page.after_id,
        limit=page.limit,
    )
    shown = [PetitionOut.of(each, await queries.count_of(reading, each)) for each in found]
    return paged(shown, page, key=lambda petition: [str(petition.id)])


@router.get("/petitions/{petition_id}", response_model=PetitionOut)
async def read_petition(petition_id: UUID, reading: Reading) -> PetitionOut:
    """One petition, as it stands now."""
    found = await queries.petition_of(reading, petition_id)
    return PetitionOut.of(found, await queries.count_of(reading, found))
