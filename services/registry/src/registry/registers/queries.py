"""What one may ask of the mirror."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.orgids import OrgId
from registry.registers.rules.shapes import DETAIL
from registry.registers.tables import details, rows

# What is asked of the mirror while a file is read is a few thousand numbers among millions. The planner, who knows
# nothing yet of tables that have just grown, would sort or scan them whole, again and again.
BY_INDEX = text(
    "select set_config(name, 'off', true)"
    " from unnest(array['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan']) as name"
)
BETWEEN = chr(31)


def of_numbers(statement: str) -> TextClause:
    """A statement in which NUMBERS stands for the table of numbers that `columns_of` gives."""
    return text(
        statement.replace("NUMBERS", "unnest(string_to_array(:schemes, chr(31)), string_to_array(:numbers, chr(31)))")
    )


def columns_of(numbers: Iterable[OrgId]) -> dict[str, str]:
    """The numbers as two texts for `string_to_array`: an array of thousands takes its driver much longer to write."""
    listed = list(numbers)
    return {"schemes": BETWEEN.join(it.scheme for it in listed), "numbers": BETWEEN.join(it.number for it in listed)}


ROWS_KNOWN = of_numbers(
    "select scheme, number, register, digest, file, line, edition from register_rows"
    " join NUMBERS as wanted(scheme, number) using (scheme, number)"
)
ROWS = of_numbers(
    "select register_rows.* from register_rows"
    " join NUMBERS as wanted(scheme, number) using (scheme, number)"
    " order by scheme, number, register"
).columns(*rows.columns)
DETAILS = of_numbers(
    "select register_details.* from register_details"
    " join NUMBERS as wanted(scheme, number) using (scheme, number)"
    " order by scheme, number, register, kind, key"
).columns(*details.columns)
LINKS = of_numbers(
    "select distinct register_links.* from register_links"
    " join NUMBERS as wanted(scheme, number)"
    " on (start_scheme, start_number) = (wanted.scheme, wanted.number)"
    " or (end_scheme, end_number) = (wanted.scheme, wanted.number)"
    " order by kind, start_scheme, start_number, end_scheme, end_number, register"
)
DETAILS_KNOWN = text(
    "select scheme, number, register, kind, key, digest from register_details join unnest(cast(:scheme as text[]),"
    " cast(:number as text[]), cast(:register as text[]), cast(:kind as text[]), cast(:key as text[]))"
    " as wanted(scheme, number, register, kind, key) using (scheme, number, register, kind, key)"
)


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What is known of a row without reading it. `kept`: it is in the database, and not only on its way there."""

    digest: bytes
    file: bytes
    line: int
    edition: date | None
    kept: bool = True


async def rows_known(session: AsyncSession, numbers: Collection[OrgId]) -> dict[OrgId, dict[str, Mirrored]]:
    """What each register is known to have said of these numbers."""
    known: dict[OrgId, dict[str, Mirrored]] = {}
    if numbers:
        for row in await session.execute(ROWS_KNOWN, columns_of(numbers)):
            mirrored = Mirrored(row.digest, row.file, row.line, row.edition)
            known.setdefault(OrgId(row.scheme, row.number), {})[row.register] = mirrored
    return known


async def digests_of_details(session: AsyncSession, keys: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], bytes]:
    """The digests of those details that are kept, by their keys as in `DETAIL`."""
    if not keys:
        return {}
    columns = zip(DETAIL[:5], map(list, zip(*keys, strict=True)), strict=True)
    found = await session.execute(DETAILS_KNOWN, dict(columns))
    return {tuple(row[:5]): row.digest for row in found}


async def rows_of(session: AsyncSession, numbers: Collection[OrgId]) -> Sequence[Any]:
    """All that registers say of these numbers, in the order of numbers and registers."""
    return (await session.execute(ROWS, columns_of(numbers))).all()


async def details_of(session: AsyncSession, numbers: Collection[OrgId]) -> Sequence[Any]:
    """All that side tables add to these numbers, in order."""
    return (await session.execute(DETAILS, columns_of(numbers))).all()


async def links_at(session: AsyncSession, numbers: Collection[OrgId]) -> Sequence[Any]:
    """Every link from or to these numbers, of any kind, in order."""
    return (await session.execute(LINKS, columns_of(numbers))).all()
