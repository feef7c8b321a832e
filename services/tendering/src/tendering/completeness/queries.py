"""What is published of contracts; all of it is public, and so is what is missing."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.completeness.domain import ContractRecord
from tendering.contracts.tables import contracts
from tendering.outcomes.tables import returns
from tendering.performance.tables import indicators
from tendering.redactions.domain import Kind
from tendering.redactions.tables import disclosed

_KEPT = contracts.c
TEXTS = (Kind.CONTRACT, Kind.MODIFIED)


def has(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is such a row of the contract."""
    return exists().where(table.c.contract_id == _KEPT.id, *conditions)


#: When each field is published. A return with nothing to divide by has outcome data, and no unit cost.
PUBLISHED: dict[str, ColumnElement[bool]] = {
    "value": literal(True),
    "terms": or_(_KEPT.copy_sha256.is_not(None), has(disclosed, disclosed.c.kind.in_(TEXTS))),
    "places": func.cardinality(_KEPT.places) > 0,
    "beneficiaries": func.cardinality(_KEPT.beneficiaries) > 0,
    "kpis": has(indicators),
    "outcomes": has(returns),
    "unit_costs": has(returns, or_(returns.c.places > 0, returns.c.occupied_nights > 0, returns.c.outcomes > 0)),
}


def records(fields: Sequence[str]) -> Select[Any]:
    """Signed contracts with each of these fields as a yes or no."""
    said = [PUBLISHED[name].label(name) for name in fields]
    return select(_KEPT.id, _KEPT.title, _KEPT.supplier_id, _KEPT.signed_at, *said).where(_KEPT.signed_at.is_not(None))


async def record_of(session: AsyncSession, contract_id: UUID, fields: Sequence[str]) -> ContractRecord | None:
    """What is published of one contract; None of one that is not signed."""
    row = (await session.execute(records(fields).where(_KEPT.id == contract_id))).one_or_none()
    return None if row is None else as_record(row, fields)


async def records_of(
    session: AsyncSession, buyer_id: UUID, fields: Sequence[str], *, after: UUID | None = None, limit: int | None = None
) -> list[ContractRecord]:
    """What is published of a buyer's contracts, in the order in which they were proposed."""
    query = records(fields).where(_KEPT.buyer_id == buyer_id).order_by(_KEPT.id).limit(limit)
    if after is not None:
        query = query.where(_KEPT.id > after)
    return [as_record(row, fields) for row in await session.execute(query)]


def as_record(row: Any, fields: Sequence[str]) -> ContractRecord:
    """In the words of the domain."""
    return ContractRecord(
        contract_id=row.id,
        title=row.title,
        supplier_id=row.supplier_id,
        signed_at=row.signed_at,
        published={name: bool(row._mapping[name]) for name in fields},
    )
