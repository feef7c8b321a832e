"""What one may ask about why books are open; it is public."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import RuleBroken
from kernel.money import Money
from rulebook.profiles import Profile, provision
from tendering.book_tiers.domain import Signed, Standing, StatedRisk
from tendering.book_tiers.rules import may_open, trigger
from tendering.book_tiers.tables import risks
from tendering.contracts.domain import Contract
from tendering.contracts.tables import contracts
from tendering.notices.tables import notices
from tendering.suppliers.queries import groups_of


async def standing_of(session: AsyncSession, contract: Contract) -> Standing:
    """Whether the book of a signed contract is open: by its value as it stands, or with what was split from it."""
    if contract.signed_at is None:
        raise RuleBroken("A contract that is not signed has no book to open.")
    signed_on = day_of(contract.signed_at)
    usual = provision(Profile.SOCIAL_ECONOMY, "open_book", on=signed_on).money("value_over")
    known = {row.id: as_signed(row) for row in await given_beside(session, contract)}
    said = select(StatedRisk).where(risks.c.contract_id == contract.id).order_by(risks.c.stated_at, risks.c.id)
    return Standing(
        contract_id=contract.id,
        signed_on=signed_on,
        trigger=trigger(known[contract.id], list(known.values()), threshold=contract.open_book_over or usual),
        risks=(await session.scalars(said)).all(),
    )


async def notices_beside(session: AsyncSession, contract: Contract) -> list[UUID]:
    """The notices whose contracts may have been opened by this one: the same buyer's with the same group."""
    rows = {row.id: row for row in await given_beside(session, contract)}
    mine = as_signed(rows[contract.id])
    near = {row.notice_id for row in rows.values() if may_open(mine, as_signed(row))}
    return sorted(near - {contract.notice_id})


async def given_beside(session: AsyncSession, contract: Contract) -> Sequence[Any]:
    """Every signed contract of the buyer with the group that the supplier belonged to when this one was signed."""
    if contract.signed_at is None:
        raise ValueError(f"contract {contract.id} is not signed")
    kept = contracts.c
    columns = kept.id, kept.notice_id, kept.supplier_id, kept.pence, kept.signed_at, notices.c.cpv
    given = select(*columns).join(notices).where(kept.buyer_id == contract.buyer_id, kept.signed_at.is_not(None))
    rows = (await session.execute(given)).all()
    groups = await groups_of(session, {each.supplier_id for each in rows}, on=day_of(contract.signed_at))
    return [each for each in rows if groups[each.supplier_id] == groups[contract.supplier_id]]


def as_signed(row: Any) -> Signed:
    """A contract as the trigger looks at it."""
    return Signed(id=row.id, value=Money(row.pence), signed_on=day_of(row.signed_at), cpv=row.cpv)
