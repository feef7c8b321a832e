"""The search over organisations and registers: parse, call, answer."""

from typing import Annotated, Any

from fastapi import Depends, Query

from chassis.http import Now, Page, Reading, Router, paged
from chassis.problems import invalid
from chassis.wire import Name, OrgIdIn
from kernel.clock import day_of
from kernel.orgids import parse_org_id
from registry.classes.rules.table import CLASSES
from registry.particulars.domain import Role, folded
from registry.registers.domain import Standing
from registry.search.domain import Facets, Place, Sought
from registry.search.queries.facets import facets_of
from registry.search.queries.finding import bodies_bearing, find
from registry.search.rules import likely, numbers_in, telling
from registry.search.schemas import HitListing

router = Router(prefix="/search", tags=["search"])


async def sought(
    session: Reading,
    now: Now,
    *,
    q: Annotated[Name | None, Query(description="A name, words of it, or a number, also misspelt.")] = None,
    org_id: Annotated[OrgIdIn | None, Query(description="In any spelling; any number of the same body.")] = None,
    class_: Annotated[str | None, Query(alias="class", description="Such as charity.")] = None,
    area: Annotated[str | None, Query(pattern=r"^[EJKLMNSW][0-9]{8}$", examples=["E06000015"])] = None,
    register: Annotated[str | None, Query(pattern=r"^[A-Z0-9_-]{2,30}$", examples=["GB-CHC"])] = None,
    role: Annotated[Role | None, Query(description="Only organisations have roles here.")] = None,
    status: Annotated[Standing | None, Query()] = None,
) -> Sought:
    """What is looked for. Raises Problem (422)."""
    if class_ is not None and class_ not in CLASSES:
        raise invalid("query:class", f"The classes are {', '.join(sorted(CLASSES))}.")
    text = None if q is None else folded(q)
    words = telling((text or "").split())
    return Sought(
        on=day_of(now),
        text=text,
        words=words,
        alike=likely(words),
        numbers=() if q is None else await bodies_bearing(session, numbers_in(q)),
        only=None if org_id is None else await bodies_bearing(session, [parse_org_id(org_id)]),
        of_class=class_,
        area=area,
        register=register,
        role=role,
        standing=status,
    )


@router.get("", response_model=HitListing)
async def search(session: Reading, page: Page, asked: Annotated[Sought, Depends(sought)]) -> Any:
    """Organisations, and bodies that registers know: by number, name, words of any of their names, or what is alike."""
    after = None if page.after is None else Place.read(page.after)
    hits = await find(session, asked, after=after, limit=page.limit)
    found = paged(hits, page, key=lambda hit: hit.place.key)
    facets = await facets_of(session, asked) if after is None else None
    return {"items": found.items, "next": found.next, "facets": facets and told(facets)}


def told(facets: Facets) -> dict[str, Any]:
    """Facets as clients see them."""
    return {"counted": facets.counted, "complete": facets.complete, **facets.values}
