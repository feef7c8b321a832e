"""What one may ask of code lists."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.codes.domain import CodeList, Counterpart
from registry.codes.tables import codes, correspondences

Found = Row[Any]  # one of `codes`


async def code_lists(session: AsyncSession, *, after: str | None = None, limit: int) -> list[CodeList]:
    """The lists that are known, from A to Z."""
    vintages = func.array_agg(codes.c.vintage.distinct())
    query = select(codes.c.list, func.count(), vintages).group_by(codes.c.list).order_by(codes.c.list).limit(limit)
    if after is not None:
        query = query.where(codes.c.list > after)
    rows = await session.execute(query)
    return [CodeList(name, number, tuple(sorted(filter(None, years)))) for name, number, years in rows]


async def codes_in(
    session: AsyncSession,
    list_: str,
    *,
    vintage: str | None = None,
    parent: str | None = None,
    after: Sequence[str] | None = None,
    limit: int,
) -> Sequence[Found]:
    """The codes of a list in order; `after` is the code and the vintage of the last one seen."""
    query = select(codes).where(codes.c.list == list_).order_by(codes.c.code, codes.c.vintage).limit(limit)
    if vintage is not None:
        query = query.where(codes.c.vintage == vintage)
    if parent is not None:
        query = query.where(codes.c.parent == parent)
    if after is not None:
        query = query.where(tuple_(codes.c.code, codes.c.vintage) > tuple_(*after))
    return (await session.execute(query)).all()


async def code_called(session: AsyncSession, list_: str, code: str, vintage: str | None = None) -> Found:
    """A code, in its newest edition unless one is named. Raises NotFound."""
    query = select(codes).where(codes.c.list == list_, codes.c.code == code)
    if vintage is not None:
        query = query.where(codes.c.vintage == vintage)
    # An entry without edition is the list's own; an edition of a year is a picture of it.
    newest = query.order_by((codes.c.vintage == "").desc(), codes.c.vintage.desc()).limit(1)
    found = (await session.execute(newest)).first()
    if found is None:
        raise NotFound(f"There is no code {code[:60]!r} in the list {list_[:60]!r}.")
    return found


async def counterparts_of(session: AsyncSession, list_: str, code: str) -> list[Counterpart]:
    """What corresponds to a code, in both directions; `says` has `from` where the other is the one that says it."""
    there = select(correspondences).where(correspondences.c.list == list_, correspondences.c.code == code)
    back = select(correspondences).where(correspondences.c.other_list == list_, correspondences.c.other_code == code)
    found = [Counterpart(it.other_list, it.other_code, it.more) for it in await session.execute(there)]
    found += [Counterpart(it.list, it.code, {**it.more, "from": True}) for it in await session.execute(back)]
    return sorted(found, key=lambda it: (it.list, it.code, "from" in it.says))
