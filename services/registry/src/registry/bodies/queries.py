"""What one may ask of bodies."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.orgids import OrgId
from registry.bodies.domain import Body, Word
from registry.registers.domain import Link, LinkKind, Standing
from registry.registers.queries import columns_of, details_of, links_at, of_numbers, rows_of

JOINING = ", ".join(f"'{kind}'" for kind in LinkKind if kind.joins)
LINKS_AT = of_numbers(
    "select start_scheme, start_number, end_scheme, end_number, kind, since from register_links"  # noqa: S608  words of ours
    " join NUMBERS as wanted(scheme, number)"
    " on (start_scheme, start_number) = (wanted.scheme, wanted.number)"
    f" where kind in ({JOINING}) union "
    "select start_scheme, start_number, end_scheme, end_number, kind, since from register_links"
    " join NUMBERS as wanted(scheme, number)"
    " on (end_scheme, end_number) = (wanted.scheme, wanted.number)"
    f" where kind in ({JOINING})"
)
STANDINGS = of_numbers(
    "select scheme, number, standing from register_rows join NUMBERS as wanted(scheme, number) using (scheme, number)"
)
BODIES_OF = of_numbers(
    "select scheme, number, body from register_members where body in (select body from register_members"
    " join NUMBERS as wanted(scheme, number) using (scheme, number))"
)


async def links_around(session: AsyncSession, numbers: Collection[OrgId]) -> set[Link]:
    """All the links that join these numbers to others, those to still others, and so on."""
    links: set[Link] = set()
    seen, fresh = set(numbers), set(numbers)
    while fresh:
        links.update(map(_link, await session.execute(LINKS_AT, columns_of(fresh))))
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


async def body_of(session: AsyncSession, number: OrgId) -> Body | None:
    """The body that bears this number; None for a number of which no register speaks."""
    numbers = sorted({number, *await fellows_of(session, [number])})
    rows = await rows_of(session, numbers)
    links = tuple(map(_link, await links_at(session, numbers)))
    if not rows and not links:
        return None
    added: dict[tuple[str, str, str], dict[str, Any]] = {}
    for detail in await details_of(session, numbers):
        if detail.proves or detail.ended:
            added.setdefault((detail.scheme, detail.number, detail.register), {}).update(
                detail.proves, **({"ended": detail.ended} if detail.ended else {})
            )
    words = (_word(row, added.get((row.scheme, row.number, row.register), {})) for row in rows)
    return Body(tuple(numbers), tuple(words), links)


def _word(row: Any, added: Mapping[str, Any]) -> Word:
    """A row, with what side tables prove beyond it."""
    proves = {**row.proves, **{name: value for name, value in added.items() if name != "ended"}}
    ended = added.get("ended") or row.ended
    over = "ended" in added
    return Word(
        org_id=OrgId(row.scheme, row.number),
        register=row.register,
        name=row.name,
        standing=Standing.ENDED if over else Standing(row.standing),
        proves=proves,
        kind=row.kind,
        stated_status=row.stated_status,
        founded=row.founded,
        ended=ended,
        address=row.address,
        postcode=row.postcode,
        area=row.area,
        website=row.website,
        other_names=tuple(row.other_names),
        more=row.more,
    )


def _link(row: Any) -> Link:
    start, end = OrgId(row.start_scheme, row.start_number), OrgId(row.end_scheme, row.end_number)
    return Link(LinkKind(row.kind), start, end, row.since)
