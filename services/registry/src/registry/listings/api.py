"""The search for services, a commissioner's and a citizen's: parse, call, answer."""

import re
from typing import Annotated, Any

from fastapi import Depends, Query

from chassis.http import Now, Page, Reading, Router, paged
from chassis.problems import invalid
from chassis.wire import Digits, IdIn, Name
from kernel.clock import day_of
from registry.classes.rules.table import CLASSES
from registry.listings.domain import Near, Sought
from registry.listings.queries.found import facets_of, key_of, services_found
from registry.listings.schemas import FoundListing

router = Router(prefix="/services", tags=["services"])
POINT = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,12})?),(-?[0-9]{1,3}(?:\.[0-9]{1,12})?)", re.ASCII)
GSS = Query(pattern=r"^[EJKLMNSW][0-9]{8}$", examples=["E06000022"])


def near(
    near: Annotated[
        str | None, Query(max_length=40, description="latitude,longitude", examples=["51.38,-2.36"])
    ] = None,
    within: Annotated[int, Query(ge=1, le=500, description="kilometres around `near`"), Digits] = 25,
) -> Near | None:
    """The circle that was asked for. Raises Problem (422)."""
    if near is None:
        return None
    found = POINT.fullmatch(near)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise invalid("query:near", "It should look like 51.38,-2.36: degrees of latitude and longitude.")
    return Near(float(found[1]), float(found[2]), within)


def sought(
    circle: Annotated[Near | None, Depends(near)],
    now: Now,
    *,
    class_: Annotated[str | None, Query(alias="class", description="Of organisations, such as user_led.")] = None,
    q: Annotated[Name | None, Query(description="Words; those of the name count most.")] = None,
    area: Annotated[str | None, GSS] = None,
    with_places: Annotated[bool, Query(description="Only where a place is known to be free.")] = False,
    organisation: Annotated[IdIn | None, Query()] = None,
    beneficiaries: Annotated[Name | None, Query(description="Whom it is for, as the facet has it.")] = None,
    language: Annotated[str | None, Query(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")] = None,
    age: Annotated[int | None, Query(ge=0, le=150), Digits] = None,
    term: Annotated[IdIn | None, Query(description="A taxonomy term's id, as Open Referral has it.")] = None,
) -> Sought:
    """What is looked for, among services that are running. Raises Problem (422)."""
    if class_ is not None and class_ not in CLASSES:
        raise invalid("query:class", f"The classes are {', '.join(sorted(CLASSES))}.")
    return Sought(
        q,
        ("active",),
        area,
        with_places,
        class_,
        day_of(now),
        organisation_id=organisation,
        beneficiary=beneficiaries,
        language=language,
        near=circle,
        term_id=term,
        age=age,
    )


@router.get("", response_model=FoundListing)
async def find_services(session: Reading, page: Page, asked: Annotated[Sought, Depends(sought)]) -> Any:
    """Services that are running, here and in other directories' feeds: the nearest, or the best fit, first."""
    found = paged(await services_found(session, asked, after=page.after, limit=page.limit), page, key=key_of)
    return {"items": found.items, "next": found.next, "facets": await facets_of(session, asked)}
