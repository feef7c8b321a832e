"""Scores over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from chassis.http import Listing, Page, Reading, Router, paged
from chassis.identity import Actor, role
from ratings.scores import queries
from ratings.scores.schemas import EvidenceOut, OrganisationSummaryOut, PolicyOut, SummaryOut

router = Router(tags=["scores"])
Auditor = Annotated[Actor, Depends(role("auditor"))]


@router.get("/summaries", response_model=Listing[SummaryOut])
async def list_summaries(
    session: Reading,
    page: Page,
    organisation: Annotated[UUID | None, Query()] = None,
    contract: Annotated[UUID | None, Query()] = None,
) -> Listing[SummaryOut]:
    """What users say of services, contract by contract; `organisation` is one that provides them."""
    found = await queries.summaries_of(
        session, organisation=organisation, contract=contract, after=page.after_id, limit=page.limit
    )
    return paged([SummaryOut.of(*each) for each in found], page, key=lambda it: [it.contract_id])


@router.get("/organisations/{organisation_id}/summary", response_model=OrganisationSummaryOut)
async def read_organisation_summary(organisation_id: UUID, session: Reading) -> OrganisationSummaryOut:
    """What users say of everything that an organisation provides."""
    return OrganisationSummaryOut.of(organisation_id, await queries.published_of(session, organisation_id))


@router.get("/organisations/{organisation_id}/evidence", response_model=EvidenceOut)
async def read_organisation_evidence(organisation_id: UUID, session: Reading, _auditor: Auditor) -> EvidenceOut:
    """Auditors: what all ratings of an organisation add up to, also those too few to be shown."""
    return EvidenceOut.of(organisation_id, await queries.evidence_of(session, organisation_id))


@router.get("/policy", response_model=PolicyOut)
async def read_policy() -> PolicyOut:
    """How ratings are weighed, and when they are shown."""
    return PolicyOut.current()
