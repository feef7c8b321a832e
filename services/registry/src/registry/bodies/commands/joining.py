"""Keep the bodies up to date: only those that something new may have changed are thought through again."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.copying import copy
from kernel.orgids import OrgId
from registry.bodies.queries import fellows_of, links_around, standings_of
from registry.bodies.rules.joining import bodies
from registry.bodies.tables import members
from registry.registers.queries import columns_of, of_numbers

# Of rows that were written, those with links: a row that ends or revives may settle which of two links is right.
LINKED = of_numbers(
    "select start_scheme as scheme, start_number as number from register_links"
    " join NUMBERS as written(scheme, number) on (start_scheme, start_number) = (written.scheme, written.number)"
    " union select end_scheme, end_number from register_links"
    " join NUMBERS as written(scheme, number) on (end_scheme, end_number) = (written.scheme, written.number)"
)


async def join_bodies(session: AsyncSession, written: Collection[OrgId], moved: Iterable[OrgId]) -> None:
    """`written` are numbers with a new row, `moved` those at the ends of links that are new or gone."""
    touched = set(moved)
    if written:
        touched |= {OrgId(row.scheme, row.number) for row in await session.execute(LINKED, columns_of(written))}
    if not touched:
        return
    before = await fellows_of(session, touched)
    links = await links_around(session, {*touched, *before})
    numbers = {it for link in links for it in (link.start, link.end)}
    groups = bodies(links, await standings_of(session, numbers))
    after = {number: str(min(group)) for group in groups if len(group) > 1 for number in group}
    before |= await fellows_of(session, set(after) - set(before))
    await _write(session, before, after)


async def _write(session: AsyncSession, before: dict[OrgId, str], after: dict[OrgId, str]) -> None:
    gone = [number for number, body in before.items() if after.get(number) != body]
    if gone:
        keys = [(it.scheme, it.number) for it in gone]
        await session.execute(delete(members).where(tuple_(members.c.scheme, members.c.number).in_(keys)))
    new = [(it.scheme, it.number, body) for it, body in after.items() if before.get(it) != body]
    if new:
        await copy(session, members, ("scheme", "number", "body"), new)
