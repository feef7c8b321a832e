"""Disclosures over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Listing, Now, Page, Reading, Router, Transaction, paged
from kernel.clock import day_of
from registry.disclosures import commands, queries
from registry.disclosures.domain import Disclosure, Kind
from registry.disclosures.rules import Regularity, regularity_of
from registry.disclosures.schemas import DisclosureIn, DisclosureOut, RegularityOut
from registry.organisations.api import Speaking

MOST = 10_000
router = Router(tags=["disclosures"])


@router.post("/organisations/{organisation_id}/disclosures", status_code=201, response_model=DisclosureOut)
async def disclose(
    organisation_id: UUID, body: DisclosureIn, speaker: Speaking, tx: Transaction, now: Now
) -> Disclosure:
    """Make your figures of a period public: pay, payment practice, or taxes by country. Said again, they correct."""
    return await commands.disclose(
        tx,
        organisation_id,
        body.kind,
        body.period,
        figures=body.figures,
        facts=body.facts,
        sha256=body.sha256,
        speaker=speaker,
        now=now,
    )


@router.get("/organisations/{organisation_id}/disclosures", response_model=Listing[DisclosureOut])
async def list_disclosures(
    organisation_id: UUID, session: Reading, page: Page, kind: Annotated[Kind | None, Query()] = None
) -> Listing[Disclosure]:
    """Everything an organisation disclosed, corrected figures too, oldest first."""
    found = await queries.disclosures_of(session, organisation_id, kind=kind, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda it: [it.id])


@router.get("/organisations/{organisation_id}/disclosures/regularity", response_model=list[RegularityOut])
async def read_regularity(organisation_id: UUID, session: Reading, now: Now) -> list[Regularity]:
    """What was disclosed late, and what is missing."""
    found = await queries.disclosures_of(session, organisation_id, limit=MOST)
    return [regularity_of(kind, found, on=day_of(now)) for kind in Kind]
