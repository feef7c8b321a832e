"""What one may ask of the social-value ledger; it is public, as its contract is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import NotFound
from kernel.money import Money
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.social_value.domain import Delivery, Promise, Retention, Review
from tendering.social_value.rules import ratio, trailing
from tendering.social_value.tables import promises, reviews


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The promises of a contract as they stand on a day."""

    contract_id: UUID
    promises: Sequence[Promise]
    retention: Retention
    reviews: Sequence[Review]
    today: date

    @property
    def ratio(self) -> Fraction | None:
        """How far they are kept, without netting."""
        return ratio(self.promises)


@dataclass(frozen=True, kw_only=True)
class Trail:
    """How far a supplier kept its promises of late, over how many contracts; None without evidence."""

    supplier_id: UUID
    contracts: int
    ratio: Decimal | None


async def ledger_of(session: AsyncSession, contract: Contract, *, now: datetime) -> Ledger:
    """What was promised in a contract, and what came of it."""
    made = select(Promise).where(promises.c.contract_id == contract.id).order_by(promises.c.number)
    done = select(Review).where(reviews.c.contract_id == contract.id).order_by(reviews.c.number)
    nothing = Retention(contract_id=contract.id, held=Money(0))
    return Ledger(
        contract_id=contract.id,
        promises=(await session.scalars(made)).all(),
        retention=await session.get(Retention, contract.id) or nothing,
        reviews=(await session.scalars(done)).all(),
        today=day_of(now),
    )


async def trail_of(session: AsyncSession, supplier_id: UUID, *, now: datetime) -> Trail:
    """How far a supplier kept its promises in all its contracts."""
    made = (await session.scalars(select(Review).where(reviews.c.supplier_id == supplier_id))).all()
    counted = len({each.contract_id for each in made})
    return Trail(supplier_id=supplier_id, contracts=counted, ratio=trailing(made, day_of(now)))


async def promises_to_judge(session: AsyncSession, today: date, *, limit: int) -> Sequence[tuple[Promise, Contract]]:
    """Promises whose last day is over and was not looked at since, with their contracts."""
    query = select(Promise, Contract).join(Contract, promises.c.contract_id == contracts.c.id)
    query = query.where(promises.c.due_on < today, promises.c.judged_at.is_(None))
    query = query.order_by(promises.c.due_on, promises.c.id).limit(limit)
    return [
        (promise, contract)
        for promise, contract in await session.execute(query.with_for_update(skip_locked=True, of=promises))
    ]


async def promise_to_keep(session: AsyncSession, promise_id: UUID) -> Promise:
    """A promise, held until the transaction ends."""
    found = await session.get(Promise, promise_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no promise {promise_id}.")
    return found


async def delivery_to_verify(session: AsyncSession, delivery_id: UUID) -> tuple[Delivery, Contract]:
    """A delivery, held until the transaction ends, and the contract that it was promised in."""
    found = await session.get(Delivery, delivery_id, with_for_update=True)
    if found is None:
        raise NotFound(f"There is no delivery {delivery_id}.")
    promise = await session.get_one(Promise, found.promise_id)
    return found, await session.get_one(Contract, promise.contract_id)
