"""The paths, parameters and shapes of the standard's own interface (Open Referral UK 3.0), and its /organizations."""

from dataclasses import replace
from datetime import time
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Query, Request

from chassis.http import Reading, Router
from chassis.wire import Digits, IdIn, InstantIn, Name
from registry.feeds.domain import Kind
from registry.listings.domain import Sought
from registry.referrals import queries
from registry.referrals.domain import NumberedPage
from registry.referrals.schemas import AboutOut, NumberedPageOut, Object

VERSION, PROFILE = "HSDS-UK-3.0", "https://docs.openreferraluk.org/en/latest/"
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
router = Router(prefix="/openreferral", tags=["open referral"])

Number = Annotated[int, Query(ge=1, le=1_000_000), Digits]
PerPage = Annotated[int, Query(ge=1, le=200), Digits]
Age = Annotated[float | None, Query(ge=0, le=150)]
Clock = Annotated[str | None, Query(pattern=CLOCK, examples=["09:00"])]


def terms(
    taxonomy_term_id: Annotated[IdIn | None, Query()] = None, taxonomy_id: Annotated[IdIn | None, Query()] = None
) -> Sought:
    """What a service is to be about."""
    return Sought(term_id=taxonomy_term_id, taxonomy_id=taxonomy_id)


def hours(
    start_time: Clock = None,
    end_time: Clock = None,
    day: Annotated[Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"] | None, Query()] = None,
) -> Sought:
    """When it is to be open."""
    opens, closes = (None if it is None else time.fromisoformat(it) for it in (start_time, end_time))
    return Sought(day=day, opens_from=opens, closes_by=closes)


def sought(
    about: Annotated[Sought, Depends(terms)],
    opening: Annotated[Sought, Depends(hours)],
    *,
    search: Annotated[Name | None, Query()] = None,
    minimum_age: Age = None,
    maximum_age: Age = None,
    area: Annotated[str | None, Query(pattern=r"^[EJKLMNSW][0-9]{8}$", description="An ONS (GSS) code.")] = None,
    modified_after: Annotated[InstantIn | None, Query()] = None,
    organization_id: Annotated[IdIn | None, Query()] = None,
) -> Sought:
    """The standard's filters; and an area by its code, for which it has none."""
    return replace(
        about,
        words=search,
        minimum_age=minimum_age,
        maximum_age=maximum_age,
        area=area,
        modified_after=modified_after,
        organisation_id=organization_id,
        day=opening.day,
        opens_from=opening.opens_from,
        closes_by=opening.closes_by,
    )


Asked = Annotated[Sought, Depends(sought)]


@router.get("/", response_model=AboutOut, include_in_schema=False)
@router.get("", response_model=AboutOut)
async def describe_interface(request: Request) -> dict[str, str]:
    """Which version of Open Referral this is; at the standard's own `/` too, which linters would not let us name."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": f"{request.app.state.settings.address}/openapi.json"}


@router.get("/services", response_model=NumberedPageOut)
async def list_services(session: Reading, asked: Asked, page: Number = 1, per_page: PerPage = 50) -> NumberedPage:
    """Services, with the fields of which each has one."""
    return await queries.services_page(session, asked, page=page, per_page=per_page)


@router.get("/services/{service_id}", response_model=Object)
async def read_referral_service(service_id: UUID, session: Reading) -> Any:
    """One service, fully nested."""
    return await queries.whole_service(session, service_id)


@router.get("/service_at_locations", response_model=NumberedPageOut)
async def list_locations(session: Reading, asked: Asked, page: Number = 1, per_page: PerPage = 50) -> NumberedPage:
    """Services at their locations, with the fields of which each has one."""
    return await queries.locations_page(session, asked, page=page, per_page=per_page)


@router.get("/service_at_locations/{at_location_id}", response_model=Object)
async def read_location(at_location_id: UUID, session: Reading) -> Any:
    """One service at one location, fully nested."""
    return await queries.whole_at_location(session, at_location_id)


@router.get("/organizations", response_model=NumberedPageOut)
async def list_organizations(session: Reading, page: Number = 1, per_page: PerPage = 50) -> NumberedPage:
    """Organisations that offer a service."""
    return await queries.entries_page(session, Kind.ORGANISATION, page=page, per_page=per_page)


@router.get("/organizations/{organization_id}", response_model=Object)
async def read_organization(organization_id: UUID, session: Reading) -> Any:
    """One organisation that offers a service."""
    return await queries.entry(session, Kind.ORGANISATION, organization_id)


@router.get("/taxonomies", response_model=NumberedPageOut)
async def list_taxonomies(session: Reading, page: Number = 1, per_page: PerPage = 50) -> NumberedPage:
    """Taxonomies whose terms services bear."""
    return await queries.entries_page(session, Kind.TAXONOMY, page=page, per_page=per_page)


@router.get("/taxonomies/{taxonomy_id}", response_model=Object)
async def read_taxonomy(taxonomy_id: UUID, session: Reading) -> Any:
    """One taxonomy with its terms."""
    return await queries.entry(session, Kind.TAXONOMY, taxonomy_id)


@router.get("/taxonomy_terms", response_model=NumberedPageOut)
async def list_terms(session: Reading, page: Number = 1, per_page: PerPage = 50) -> NumberedPage:
    """Terms that services bear."""
    return await queries.entries_page(session, Kind.TERM, page=page, per_page=per_page)


@router.get("/taxonomy_terms/{term_id}", response_model=Object)
async def read_term(term_id: UUID, session: Reading) -> Any:
    """One term."""
    return await queries.entry(session, Kind.TERM, term_id)
