"""Scores over HTTP: parse, call, answer."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.conditional import shared
from chassis.http import Listing, Now, Page, Reading, Router, paged
from chassis.identity import Actor, role
from kernel.clock import day_of
from ratings.eligibility.domain import Service
from ratings.policies.domain import Policy
from ratings.policies.queries import policy_in_force
from ratings.scores import queries
from ratings.scores.domain import Publication
from ratings.scores.rules.showing import ranks, shown
from ratings.scores.schemas import ComparedOut, EvidenceOut, OrganisationSummaryOut, SummaryOut

router = Router(tags=["scores"])
Auditor = Annotated[Actor, Depends(role("auditor"))]
MOST_COMPARED = 50


@router.get("/summaries", response_model=Listing[SummaryOut], dependencies=[Depends(shared)])
async def list_summaries(
    session: Reading,
    page: Page,
    now: Now,
    *,
    organisation: Annotated[UUID | None, Query()] = None,
    contract: Annotated[UUID | None, Query()] = None,
) -> Listing[SummaryOut]:
    """What users say of services, contract by contract; `organisation` is one that provides them."""
    policy = await policy_in_force(session, on=day_of(now))
    found = await queries.summaries_of(
        session, organisation=organisation, contract=contract, after=page.after_id, limit=page.limit
    )
    told = await summaries_out(session, found, policy)
    return paged(told, page, key=lambda it: [it.contract_id])


async def summaries_out(
    session: AsyncSession, found: Sequence[tuple[Service, Publication | None]], policy: Policy
) -> list[SummaryOut]:
    """Services with what was published of each, who may rate it, and its dimensions."""
    ids = [service.contract_id for service, _ in found]
    coverage, dimensions = await queries.coverage_of(session, ids), await queries.dimensions_told(session, ids)
    return [
        SummaryOut.of(service, it, policy, coverage.get(service.contract_id), dimensions.get(service.contract_id, {}))
        for service, it in found
    ]


@router.get(
    "/organisations/{organisation_id}/summary", response_model=OrganisationSummaryOut, dependencies=[Depends(shared)]
)
async def read_organisation_summary(organisation_id: UUID, session: Reading, now: Now) -> OrganisationSummaryOut:
    """What users say of everything that an organisation provides."""
    policy = await policy_in_force(session, on=day_of(now))
    return OrganisationSummaryOut.of(organisation_id, await queries.published_of(session, organisation_id), policy)


@router.get("/comparison", response_model=list[ComparedOut])
async def compare_organisations(
    session: Reading, now: Now, organisation: Annotated[list[UUID], Query(min_length=2, max_length=MOST_COMPARED)]
) -> list[ComparedOut]:
    """What users say of several organisations, in the order asked. Overlapping intervals are ties."""
    policy = await policy_in_force(session, on=day_of(now))
    published = {each: await queries.published_of(session, each) for each in organisation}
    seen = {each: found for each, of in published.items() if (found := shown(of, policy)) is not None}
    places = dict(zip(seen, ranks(list(seen.values())), strict=True))
    told = {each: OrganisationSummaryOut.of(each, of, policy) for each, of in published.items()}
    return [ComparedOut(**told[each].model_dump(), rank=places.get(each)) for each in told]


@router.get("/organisations/{organisation_id}/evidence", response_model=EvidenceOut)
async def read_organisation_evidence(
    organisation_id: UUID, session: Reading, now: Now, _auditor: Auditor
) -> EvidenceOut:
    """Auditors: what all ratings of an organisation add up to, also those too few to be shown."""
    policy = await policy_in_force(session, on=day_of(now))
    return EvidenceOut.of(organisation_id, await queries.evidence_of(session, organisation_id), policy)
