"""What one may ask about datasets."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.datasets.domain import Dataset, ToldPayment
from tendering.datasets.tables import datasets, told_payments
from tendering.redactions.domain import is_withheld
from tendering.subcontracts.rules import Veil
from tendering.subcontracts.tables import subcontracts


async def dataset_called(session: AsyncSession, authority_id: UUID, reference: str) -> Dataset | None:
    """The authority's dataset with that reference, if there is one."""
    kept = datasets.c
    query = select(Dataset).where(kept.authority_id == authority_id, kept.reference == reference)
    return (await session.scalars(query)).one_or_none()


async def own_dataset(session: AsyncSession, authority_id: UUID, dataset_id: UUID) -> Dataset:
    """The authority's dataset, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Dataset, dataset_id, with_for_update=True)
    if found is None or found.authority_id != authority_id:
        raise NotFound(f"There is no dataset {dataset_id} of yours.")
    return found


async def told_before(session: AsyncSession, dataset_id: UUID, references: Collection[str]) -> dict[str, ToldPayment]:
    """The payments of a dataset with these references."""
    kept = told_payments.c
    query = select(ToldPayment).where(kept.dataset_id == dataset_id, kept.reference.in_(references))
    return {it.reference: it for it in await session.scalars(query)}


async def veil_of(session: AsyncSession, authority_id: UUID, *, on: date) -> Veil:
    """Who in the chains of an authority is known by no name that day: told here, it would be known everywhere."""
    kept = subcontracts.c
    named = select(kept.id, kept.payee_id, kept.withheld).where(
        kept.buyer_id == authority_id, kept.withheld.is_not(None)
    )
    rows = (await session.execute(named.order_by(kept.id.desc()))).all()
    return Veil({row.payee_id: row.id for row in rows if is_withheld(row.withheld, on)})
