"""What one may ask of areas."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.areas.domain import Life, Record, Succession
from registry.codes.queries import Found
from registry.codes.rules import GSS, GSS_ACTIVE, GSS_HISTORY, SUCCEEDED_BY
from registry.codes.tables import codes, correspondences

FARTHEST = 20  # successions, one after another; no area has seen more than a few


async def area(session: AsyncSession, code: str, on: date) -> list[Found]:
    """The areas that a GSS code, also an abolished one, stands for on a day: itself, or all that took over by then.

    Raises NotFound for a code that no list knows.
    """
    living: dict[str, None] = {}
    seen: set[str] = set()
    frontier = [code]
    for _ in range(FARTHEST):
        records = await _records(session, frontier)
        if code not in seen and code not in records:
            raise NotFound(f"There is no area {code[:60]!r}.")
        seen.update(frontier)
        heirs = {it: None if record.stands_on(on) else list(record.heirs_on(on)) for it, record in records.items()}
        living |= dict.fromkeys(it for it, others in heirs.items() if others is None)
        frontier = [it for others in heirs.values() for it in others or () if it not in seen]
        if not frontier:
            break
    return await _areas(session, living)


async def areas_within(session: AsyncSession, code: str, *, after: str | None = None, limit: int) -> Sequence[Found]:
    """Today's areas of every level that lie in an area, in the order of their codes."""
    inside = codes.c.more.contains({"within": [code], "current": True})
    query = select(codes).where(codes.c.list == GSS, inside).order_by(codes.c.code).limit(limit)
    if after is not None:
        query = query.where(codes.c.code > after)
    return (await session.execute(query)).all()


async def _areas(session: AsyncSession, wanted: Iterable[str]) -> list[Found]:
    """The entries of these areas, the plainest of each."""
    query = select(codes).where(codes.c.list.in_([GSS, GSS_HISTORY]), codes.c.code.in_(list(wanted)))
    ordered = query.ext(distinct_on(codes.c.code)).order_by(codes.c.code, codes.c.list, codes.c.vintage.desc())
    return list(await session.execute(ordered))


async def _records(session: AsyncSession, wanted: Sequence[str]) -> Mapping[str, Record]:
    """What is known of these codes; unknown ones are left out."""
    entries = select(codes).where(codes.c.list.in_([GSS, GSS_HISTORY]), codes.c.code.in_(wanted))
    found: dict[str, dict[str, Any]] = {}
    for it in await session.execute(entries):
        known = found.setdefault(it.code, {})
        if it.list == GSS_HISTORY:
            known["lives"] = (*known.get("lives", ()), Life(it.valid_from, it.valid_to))
        elif "current" in it.more:
            known["current"] = it.more["current"]
    took_over = correspondences.c.other_list.in_([GSS, GSS_ACTIVE]) & correspondences.c.code.in_(wanted)
    for it in await session.execute(select(correspondences).where(correspondences.c.list == GSS, took_over)):
        known = found.setdefault(it.code, {})
        if it.other_list == GSS_ACTIVE:
            known["active"] = it.other_code
        elif it.more.get("relation") == SUCCEEDED_BY:
            on = date.fromisoformat(it.more["on"]) if "on" in it.more else None
            known["successions"] = (*known.get("successions", ()), Succession(it.code, it.other_code, on))
    return {code: Record(**known) for code, known in found.items()}
