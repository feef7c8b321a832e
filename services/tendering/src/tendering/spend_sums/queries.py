"""What one may ask of the sums of a payer's spend files. A file that only repeats another counts nothing."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.incoming import State
from tendering.spend_imports.tables import spend_imports, spend_payees
from tendering.spend_sums.tables import contract_months, spend_months


def counts_for(payer_id: UUID) -> ColumnElement[bool]:
    """Whether an import is a file of that payer that was read, and is not another one saved anew."""
    kept = spend_imports.c
    return and_(kept.payer_id == payer_id, kept.state == State.DONE, kept.repeats.is_(None), kept.same_as.is_(None))


def _told(payer_id: UUID, first: date, last: date) -> Select[Any]:
    counted = select(spend_months.c.import_id).join(spend_imports, spend_imports.c.id == spend_months.c.import_id)
    return counted.where(counts_for(payer_id), spend_months.c.month.between(first, last))


async def files_of(session: AsyncSession, payer_id: UUID, first: date, last: date) -> Sequence[Any]:
    """The files that have a payment between these days: id and name, in the order in which they came."""
    kept = spend_imports.c
    query = select(kept.id, kept.filename).where(kept.id.in_(_told(payer_id, first, last))).order_by(kept.id)
    return (await session.execute(query)).all()


async def months_told(session: AsyncSession, payer_id: UUID, first: date, last: date) -> frozenset[date]:
    """The months between these days of which a file tells, each by its first day."""
    query = _told(payer_id, first, last).with_only_columns(spend_months.c.month).distinct()
    return frozenset(await session.scalars(query))


async def paid_by_payee(session: AsyncSession, payer_id: UUID, first: date, last: date) -> Sequence[Any]:
    """What each payee had between these days: its key, one of its names, its numbers, payments and pence.

    Whoever is not named has the empty key.
    """
    kept, known = spend_months.c, spend_payees.c
    same = (known.import_id == kept.import_id) & (known.payee_key == kept.payee_key)
    query = (
        select(
            kept.payee_key,
            func.coalesce(func.min(known.payee), kept.payee_key).label("payee"),
            func.max(known.org_ids).label("org_ids"),
            func.sum(kept.payments).label("payments"),
            func.sum(kept.pence).label("pence"),
        )
        .select_from(
            spend_months.join(spend_imports, spend_imports.c.id == kept.import_id).outerjoin(spend_payees, same)
        )
        .where(counts_for(payer_id), kept.month.between(first, last))
        .group_by(kept.payee_key)
        .order_by(kept.payee_key)
    )
    return (await session.execute(query)).all()


async def paid_under(session: AsyncSession, payer_id: UUID, references: Collection[str]) -> Sequence[Any]:
    """What a payer's files say was paid under a contract that goes by these references: month, payments and pence."""
    kept = contract_months.c
    query = (
        select(kept.month, func.sum(kept.payments).label("payments"), func.sum(kept.pence).label("pence"))
        .join(spend_imports, spend_imports.c.id == kept.import_id)
        .where(counts_for(payer_id), kept.contract.in_(references))
        .group_by(kept.month)
        .order_by(kept.month)
    )
    return (await session.execute(query)).all()
