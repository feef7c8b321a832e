"""Write what registers say that numbers are to each other."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.orgids import OrgId
from registry.registers.domain import Link, LinkKind
from registry.registers.queries import columns_of, of_numbers

FORGET = of_numbers(
    "delete from register_links"
    " using NUMBERS as gone(scheme, number)"
    " where (start_scheme, start_number) = (gone.scheme, gone.number) and register = :register and of_row"
    " returning start_scheme, start_number, end_scheme, end_number, kind, since"
)
WRITE = text(
    "insert into register_links select * from unnest(cast(:start_schemes as text[]), cast(:start_numbers as text[]),"
    " cast(:end_schemes as text[]), cast(:end_numbers as text[]), cast(:kinds as text[]), cast(:registers as text[]),"
    " cast(:since as date[]), cast(:of_row as boolean[]))"
    " on conflict (start_scheme, start_number, end_scheme, end_number, kind, register) do update"
    " set since = excluded.since, of_row = excluded.of_row where register_links.since is distinct from excluded.since"
    " returning start_scheme, start_number, end_scheme, end_number, kind, since"
)


async def write_links(
    session: AsyncSession, register: str, links: Mapping[Link, bool], rewritten: Collection[OrgId]
) -> tuple[set[Link], set[OrgId]]:
    """The links that are new, and the numbers whose body may have changed.

    `rewritten` are numbers whose row is written anew: what it said before is forgotten. Each link comes with whether it
    stands in a row.
    """
    before: set[Link] = set()
    if rewritten:
        values = {**columns_of(rewritten), "register": register}
        before = {_link(row) for row in await session.execute(FORGET, values)}
    written = {_link(row) for row in await session.execute(WRITE, _columns(register, links))} if links else set()
    moved = {it for link in written ^ before if link.kind.joins for it in (link.start, link.end)}
    return written, moved


def _columns(register: str, links: Mapping[Link, bool]) -> dict[str, list[object]]:
    """As arrays. Of two links that differ in their day only, the later one counts."""
    told = {(link.start, link.end, link.kind): (link, of_row) for link, of_row in links.items()}
    listed = list(told.values())
    return {
        "start_schemes": [link.start.scheme for link, _ in listed],
        "start_numbers": [link.start.number for link, _ in listed],
        "end_schemes": [link.end.scheme for link, _ in listed],
        "end_numbers": [link.end.number for link, _ in listed],
        "kinds": [str(link.kind) for link, _ in listed],
        "registers": [register for _ in listed],
        "since": [link.on for link, _ in listed],
        "of_row": [of_row for _, of_row in listed],
    }


def _link(row: Any) -> Link:
    start, end = OrgId(row.start_scheme, row.start_number), OrgId(row.end_scheme, row.end_number)
    return Link(LinkKind(row.kind), start, end, row.since)
