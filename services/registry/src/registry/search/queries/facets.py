"""By what a search could be narrowed down, counted over the first of what it finds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from registry.search.domain import Facets, Found, Sought, Tier, Value
from registry.search.queries.finding import borne
from registry.search.queries.statements import BODY, CURRENT, STANDINGS, matches, of_organisations, of_rows, parameters

MOST_COUNTED = 1000  # bodies; the counts of a search that finds more are of that many, and say so
MOST_VALUES = 20  # of a facet
#: In which regions, or countries without any, areas lie.
REGIONS = text(
    "select code, within.value as region from codes, jsonb_array_elements_text(more -> 'within') within"
    " where list = 'gss' and code = any(cast(:areas as text[]))"
    " and (within.value like 'E12%' or within.value in ('W92000004', 'S92000003', 'N92000002'))"
)


async def facets_of(session: AsyncSession, sought: Sought) -> Facets:
    """Only of what fits most surely: numbers, else names, else what is alike. A body counts for each register."""
    rows: Sequence[Found] = []
    for tiers in ([Tier.NUMBERED], [Tier.ANY, Tier.BEGINS, Tier.WORDS], [Tier.ALIKE]):
        asked = [it for it in tiers if it in sought.tiers]
        rows = rows or (asked and await _sample(session, sought, asked))
    complete = len(rows) <= MOST_COUNTED
    bodies = [row for row in rows[:MOST_COUNTED] if not row.adopted]
    areas = await _with_regions(session, bodies)
    values = {
        "classes": _counted((row.body, label) for row in bodies for label in _labels(row, sought)),
        "registers": _counted((row.body, scheme) for row in bodies for scheme in row.schemes),
        "areas": _counted((row.body, area) for row in bodies for area in row.areas),
        "regions": _counted(
            (row.body, region) for row in bodies for area in row.areas for region in areas.get(area, ())
        ),
        "statuses": _counted((row.body, row.standing) for row in bodies),
    }
    return Facets(len({row.body for row in bodies}), complete, values)


def _labels(row: Found, sought: Sought) -> Iterable[str]:
    return borne(row.verdicts or (), sought) if row.classes is None else row.classes


def _counted(pairs: Iterable[tuple[str, str]]) -> list[Value]:
    """The most frequent first. A body counts once for a value, however many of its rows have it."""
    counts = Counter(value for _, value in set(pairs))
    ordered = sorted(counts.items(), key=lambda it: (-it[1], it[0]))
    return [Value(value, count) for value, count in ordered[:MOST_VALUES]]


async def _with_regions(session: AsyncSession, bodies: Sequence[Found]) -> dict[str, set[str]]:
    areas = sorted(set(chain.from_iterable(row.areas for row in bodies)))
    regions: dict[str, set[str]] = {}
    if areas:
        for row in await session.execute(REGIONS, {"areas": areas}):
            regions.setdefault(row.code, set()).add(row.region)
    return regions


async def _sample(session: AsyncSession, sought: Sought, tiers: Sequence[Tier]) -> Sequence[Any]:
    """What is counted of the first that fit in any of the tiers, in no order: one more than is counted."""
    given = {**parameters(sought), "sampled": MOST_COUNTED + 1}
    return (await session.execute(text(_statement(sought, tiers)), given)).all()


def _statement(sought: Sought, tiers: Sequence[Tier]) -> str:
    return (
        f"with rows as materialized (select scheme, number, standing, area, classes from register_rows r"  # noqa: S608  words of ours
        f" where {_fits(of_rows(sought), tiers, 'r')} limit :sampled)"
        " (select cast(o.id as text) as body, false as adopted, cast(null as text[]) as classes,"
        f" {_standing()} as standing, (select verdicts from {CURRENT}) as verdicts,"
        " array(select distinct i.scheme from identifiers i where i.organisation_id = o.id) as schemes,"
        " array(select distinct site ->> 'area' from jsonb_array_elements(o.sites) site"
        " where site ->> 'area' is not null) as areas"
        f" from organisations o where {_fits(of_organisations(sought), tiers, 'o')} limit :sampled) union all"
        " (select coalesce(m.body, rows.scheme || '-' || rows.number),"
        f" exists (select from {BODY.format(it='rows')} n join identifiers i using (scheme, number)),"
        " cast(rows.classes as text[]), rows.standing, null, array[rows.scheme],"
        " case when rows.area is null then array[]::text[] else array[rows.area] end"
        " from rows left join register_members m using (scheme, number)) limit :sampled"
    )


def _fits(holds: Iterable[str], tiers: Sequence[Tier], it: str) -> str:
    return " and ".join([*holds, f"({' or '.join(matches(tier, it) for tier in tiers)})"])


def _standing() -> str:
    cases = " ".join(f"when {holds} then '{standing}'" for standing, holds in STANDINGS.items())
    return f"case {cases} end"
