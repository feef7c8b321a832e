"""What one may ask of bodies."""

from collections.abc import Collection

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.orgids import OrgId
from registry.registers.domain import Link, LinkKind, Standing
from registry.registers.queries import columns_of

JOINING = ", ".join(f"'{kind}'" for kind in LinkKind if kind.joins)
LINKS_AT = text(
    "select start_scheme, start_number, end_scheme, end_number, kind, since from register_links"  # noqa: S608  words of ours
    " join unnest(cast(:schemes as text[]), cast(:numbers as text[])) as wanted(scheme, number)"
    " on (start_scheme, start_number) = (wanted.scheme, wanted.number)"
    f" where kind in ({JOINING}) union "
    "select start_scheme, start_number, end_scheme, end_number, kind, since from register_links"
    " join unnest(cast(:schemes as text[]), cast(:numbers as text[])) as wanted(scheme, number)"
    " on (end_scheme, end_number) = (wanted.scheme, wanted.number)"
    f" where kind in ({JOINING})"
)
STANDINGS = text(
    "select scheme, number, standing from register_rows"
    " join unnest(cast(:schemes as text[]), cast(:numbers as text[])) as wanted(scheme, number) using (scheme, number)"
)
BODIES_OF = text(
    "select scheme, number, body from register_members where body in (select body from register_members"
    " join unnest(cast(:schemes as text[]), cast(:numbers as text[])) as wanted(scheme, number) using (scheme, number))"
)


async def links_around(session: AsyncSession, numbers: Collection[OrgId]) -> set[Link]:
    """All the links that join these numbers to others, those to still others, and so on."""
    links: set[Link] = set()
    seen, fresh = set(numbers), set(numbers)
    while fresh:
        for row in await session.execute(LINKS_AT, columns_of(fresh)):
            start, end = OrgId(row.start_scheme, row.start_number), OrgId(row.end_scheme, row.end_number)
            links.add(Link(LinkKind(row.kind), start, end, row.since))
        fresh = {it for link in links for it in (link.start, link.end)} - seen
        seen |= fresh
    return links


async def standings_of(session: AsyncSession, numbers: Collection[OrgId]) -> dict[OrgId, Standing]:
    """Whether each number is live: the registers that know it seldom differ, and life is then believed."""
    standings: dict[OrgId, Standing] = {}
    for row in await session.execute(STANDINGS, columns_of(numbers)):
        number, standing = OrgId(row.scheme, row.number), Standing(row.standing)
        if standings.get(number) is not Standing.LIVE:
            standings[number] = standing
    return standings


async def fellows_of(session: AsyncSession, numbers: Collection[OrgId]) -> dict[OrgId, str]:
    """Every number of the bodies that these numbers belong to, with the body's name."""
    found: dict[OrgId, str] = {}
    if numbers:
        for row in await session.execute(BODIES_OF, columns_of(numbers)):
            found[OrgId(row.scheme, row.number)] = row.body
    return found
