"""The search itself: tier by tier until the page is full, each thing once."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.orgids import OrgId, parse_org_id
from registry.bodies.queries import fellows_of
from registry.classes.rules.table import CLASSES
from registry.classification.tables import classifications
from registry.organisations.domain import Organisation, Status
from registry.organisations.queries import organisations_of
from registry.registers.domain import Standing
from registry.search.domain import Found, Hit, Place, Sought, Tier
from registry.search.queries.statements import page, parameters
from registry.search.rules import best_marked

#: A plan is made for what is typed: a word that many names bear is found in order, a rare one by its index. And a word
#: with a letter too few has hardly half of its trigrams in common with the right one.
AS_TYPED = text(
    "select set_config('plan_cache_mode', 'force_custom_plan', true),"
    " set_config('pg_trgm.word_similarity_threshold', '0.45', true)"
)
STANDINGS = {
    **dict.fromkeys((Status.ACTIVE, Status.SUSPENDED), Standing.LIVE),
    **dict.fromkeys((Status.DISSOLVED, Status.REMOVED), Standing.ENDED),
}
Labels = Mapping[UUID, tuple[str, ...]]


async def find(session: AsyncSession, sought: Sought, *, after: Place | None = None, limit: int) -> list[Hit]:
    """The next hits, `limit` of them if there are as many. A body is one, at the first place that a row gives it."""
    await session.execute(AS_TYPED)
    found: list[tuple[Tier, Found]] = []
    for tier in sought.tiers:
        if after is not None and tier < after.tier:
            continue
        begun = after if after is not None and after.tier is tier else None
        while len(found) < limit:
            rows = await _rows(session, sought, tier, begun, limit)
            found += [(tier, row) for row in rows if not (row.repeated or row.adopted)]
            if len(rows) < limit:
                break
            begun = _place(tier, rows[-1])
    return await _told(session, sought, found[:limit])


async def bodies_bearing(session: AsyncSession, numbers: Sequence[OrgId]) -> tuple[OrgId, ...]:
    """These numbers, with all others of their bodies."""
    return tuple(dict.fromkeys((*numbers, *await fellows_of(session, numbers))))


async def _rows(session: AsyncSession, sought: Sought, tier: Tier, after: Place | None, limit: int) -> Sequence[Found]:
    return (await session.execute(text(page(sought, tier, after)), {**parameters(sought, after), "most": limit})).all()


def _place(tier: Tier, row: Found) -> Place:
    return Place(tier, row.rank, row.search_name, row.scheme, row.number, row.register, row.id)


async def _told(session: AsyncSession, sought: Sought, found: Sequence[tuple[Tier, Found]]) -> list[Hit]:
    """What was found, with all that is shown of it."""
    ids = [row.id for _, row in found if row.id is not None]
    organisations = {it.id: it for it in await organisations_of(session, ids)}
    labels = await classes_of(session, ids, sought)
    return [
        _row_hit(_place(tier, row), row, sought)
        if row.id is None
        else _organisation_hit(_place(tier, row), organisations[row.id], labels.get(row.id, ()), sought)
        for tier, row in found
    ]


async def classes_of(session: AsyncSession, ids: Sequence[UUID], sought: Sought) -> Labels:
    """The labels that organisations bear by the register's public verdicts of that day."""
    if not ids:
        return {}
    current = classifications.c.superseded_at.is_(None) & classifications.c.organisation.in_(ids)
    query = select(classifications.c.organisation, classifications.c.verdicts).where(current)
    return {row.organisation: borne(row.verdicts, sought) for row in await session.execute(query)}


def borne(verdicts: Sequence[Mapping[str, Any]], sought: Sought) -> tuple[str, ...]:
    """Of verdicts as they are kept those that say yes and have not expired."""
    stands = (it for it in verdicts if it["outcome"] == "yes" and (it["expires_on"] or "9") >= str(sought.on))
    return tuple(sorted(it["label"] for it in stands if it["label"] in CLASSES))


def _row_hit(place: Place, row: Found, sought: Sought) -> Hit:
    other_names = tuple(row.other_names)
    matched, marks = best_marked((row.name, *other_names), (sought.text or "").split())
    return Hit(
        place=place,
        organisation_id=None,
        name=row.name,
        org_ids=tuple(map(parse_org_id, row.numbers)),
        other_names=other_names,
        matched_name=matched,
        marks=marks,
        classes=tuple(row.classes),
        roles=(),
        standing=Standing(row.standing),
        kind=row.kind,
        postcode=row.postcode,
        areas=() if row.area is None else (row.area,),
    )


def _organisation_hit(place: Place, it: Organisation, labels: tuple[str, ...], sought: Sought) -> Hit:
    other_names = tuple(other.name for other in it.other_names)
    matched, marks = best_marked((it.name, *other_names), (sought.text or "").split())
    return Hit(
        place=place,
        organisation_id=it.id,
        name=it.name,
        org_ids=it.org_ids,
        other_names=other_names,
        matched_name=matched,
        marks=marks,
        classes=labels,
        roles=it.roles,
        standing=STANDINGS[it.status],
        kind=it.legal_form_words or it.legal_form,
        postcode=it.address.postcode if it.address else None,
        areas=tuple(dict.fromkeys(site.area for site in it.sites if site.area)),
    )
