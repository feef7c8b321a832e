"""What one may ask about datasets."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from tendering.datasets.domain import Dataset, ToldPayment
from tendering.datasets.tables import datasets, told_payments


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
