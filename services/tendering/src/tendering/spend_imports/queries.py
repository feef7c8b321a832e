"""What one may ask of spend files and their lines. A buyer sees its own, the platform's people all."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from kernel.incoming import State
from kernel.names import bare_key
from tendering.payees.domain import Match, Payee
from tendering.payees.queries import matches_of
from tendering.spend_files.domain import Code, Outcome
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.tables import spend_imports, spend_lines, spend_payees


async def own_import(session: AsyncSession, payer_id: UUID | None, import_id: UUID) -> SpendImport:
    """The import; of another buyer there is none. Raises NotFound."""
    found = await session.get(SpendImport, import_id)
    if found is None or (payer_id is not None and found.payer_id != payer_id):
        raise NotFound(f"There is no import {import_id}.")
    return found


async def known_import(session: AsyncSession, coming: SpendImport) -> SpendImport | None:
    """The earliest import of the same bytes for the same payer that was or is being read."""
    kept = spend_imports.c
    query = select(SpendImport).where(
        kept.digest == coming.digest,
        kept.id != coming.id,
        kept.repeats.is_(None),
        kept.payer_id.is_not_distinct_from(coming.payer_id),
        kept.state.in_([State.WAITING, State.READING, State.DONE]),
    )
    return (await session.scalars(query.order_by(kept.id).limit(1))).first()


async def equal_import(session: AsyncSession, read: SpendImport) -> SpendImport | None:
    """The import of another file with the same payments: what was read is that, saved anew."""
    kept, account = spend_imports.c, read.account
    query = select(SpendImport).where(
        *(kept.multiset == read.multiset, kept.accepted == account.accepted, kept.spend == account.spend),
        *(
            kept.id != read.id,
            kept.same_as.is_(None),
            kept.repeats.is_(None),
            kept.state == State.DONE,
            kept.accepted > 0,
        ),
        kept.payer_id.is_not_distinct_from(read.payer_id),
    )
    return (await session.scalars(query.order_by(kept.id).limit(1))).first()


async def latest_imports(
    session: AsyncSession, payer_id: UUID | None, before: UUID | None, limit: int
) -> Sequence[SpendImport]:
    """The newest first; `before` is the last one seen."""
    query = select(SpendImport).order_by(spend_imports.c.id.desc()).limit(limit)
    if payer_id is not None:
        query = query.where(spend_imports.c.payer_id == payer_id)
    if before is not None:
        query = query.where(spend_imports.c.id < before)
    return (await session.scalars(query)).all()


async def lines_by_code(session: AsyncSession, import_id: UUID) -> dict[str, int]:
    """How many lines were not accepted, for each reason."""
    kept = spend_lines.c
    apart = kept.import_id == import_id, kept.outcome != Outcome.ACCEPTED
    query = select(kept.code, func.count().label("times")).where(*apart).group_by(kept.code).order_by(kept.code)
    return {str(row.code): row.times for row in await session.execute(query)}


async def warnings_by_code(session: AsyncSession, import_id: UUID) -> dict[str, int]:
    """How many lines bear each mark."""
    word = func.unnest(spend_lines.c.warnings).label("word")
    marked = select(word).where(spend_lines.c.import_id == import_id, text("warnings <> '{}'")).subquery()
    query = select(marked.c.word, func.count().label("times")).group_by(marked.c.word).order_by(marked.c.word)
    return {row.word: row.times for row in await session.execute(query)}


async def lines_of(
    session: AsyncSession, import_id: UUID, *, outcomes: Collection[Outcome], code: Code | None, after: int, limit: int
) -> Sequence[Any]:
    """Lines in the order of the file, behind the record `after`."""
    kept = spend_lines.c
    query = select(spend_lines).where(kept.import_id == import_id, kept.record > after)
    if Outcome.ACCEPTED not in outcomes:
        query = query.where(kept.outcome != Outcome.ACCEPTED)  # for these there is an index
    if set(outcomes) != set(Outcome):
        query = query.where(kept.outcome.in_(outcomes))
    if code is not None:
        query = query.where(kept.code == code)
    return (await session.execute(query.order_by(kept.record).limit(limit))).all()


async def payees_of(
    session: AsyncSession, import_id: UUID, *, after: str | None, limit: int
) -> list[tuple[Any, Match | None]]:
    """The payees of a file by their normalised names, each with the organisation that it is, if one is found."""
    kept = spend_payees.c
    query = select(spend_payees).where(kept.import_id == import_id).order_by(kept.payee_key).limit(limit)
    rows = (await session.execute(query if after is None else query.where(kept.payee_key > after))).all()
    asked = {row.payee_key: Payee(row.payee_key, bare_key(row.payee), frozenset(row.org_ids)) for row in rows}
    found = await matches_of(session, list(asked.values())) if rows else {}
    return [(row, found.get(asked[row.payee_key])) for row in rows]
