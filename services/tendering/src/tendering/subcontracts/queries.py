"""What one may ask about the chain under a contract; it is public."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events import Party
from kernel.errors import NotFound
from kernel.money import Money
from tendering.contracts.domain import Contract
from tendering.redactions.domain import is_withheld
from tendering.subcontracts.domain import Subcontract
from tendering.subcontracts.rules import Shown, Veil, shown
from tendering.subcontracts.tables import subcontracts
from tendering.suppliers.queries import classes_of

#: What is told of an organisation whose name is withheld, too.
CLASSES = ("vcse", "sme")


async def subcontract_of(session: AsyncSession, subcontract_id: UUID) -> Subcontract:
    """The subcontract. Raises NotFound."""
    found = await session.get(Subcontract, subcontract_id)
    if found is None:
        raise NotFound(f"There is no subcontract {subcontract_id}.")
    return found


async def own_subcontract(session: AsyncSession, payer_id: UUID, subcontract_id: UUID) -> Subcontract:
    """The payer's own subcontract, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Subcontract, subcontract_id, with_for_update=True)
    if found is None or found.payer_id != payer_id:
        raise NotFound(f"There is no subcontract {subcontract_id} of yours.")
    return found


async def bought_subcontract(session: AsyncSession, buyer_id: UUID, subcontract_id: UUID) -> Subcontract:
    """A subcontract in the buyer's own chain, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Subcontract, subcontract_id, with_for_update=True)
    if found is None or found.buyer_id != buyer_id:
        raise NotFound(f"There is no subcontract {subcontract_id} of yours.")
    return found


async def veil_over(session: AsyncSession, contract_id: UUID | None, *, on: date) -> Veil:
    """Who under this contract is known by no name that day."""
    return Veil({}) if contract_id is None else await _veil(session, subcontracts.c.contract_id == contract_id, on)


async def veil_over_chains(session: AsyncSession, buyer_id: UUID, *, on: date) -> Veil:
    """The same of all contracts of a buyer."""
    return await _veil(session, subcontracts.c.buyer_id == buyer_id, on)


async def _veil(session: AsyncSession, theirs: ColumnElement[bool], on: date) -> Veil:
    """Whoever is withheld twice goes by the subcontract that was declared first."""
    kept = subcontracts.c
    named = select(kept.id, kept.payee_id, kept.withheld).where(theirs, kept.withheld.is_not(None))
    rows = (await session.execute(named.order_by(kept.id.desc()))).all()
    return Veil({row.payee_id: row.id for row in rows if is_withheld(row.withheld, on)})


def party_under(veil: Veil, named: Party) -> Party:
    """An organisation as everybody may know it."""
    return Party(id=veil.over_id(named.id), name="Name withheld") if named.id in veil.ids else named


async def as_shown(
    session: AsyncSession, links: Sequence[Subcontract], reader_id: UUID | None, *, all_of_it: bool, on: date
) -> list[Shown]:
    """What a reader (None: the public) may know of each of these links, which are all of one contract."""
    veil = await veil_over(session, links[0].contract_id if links else None, on=on)
    classes = await classes_of(session, {link.payee_id for link in links}, CLASSES, on=on)
    return [
        shown(link, veil, classes.get(link.payee_id, frozenset()), reader_id=reader_id, all_of_it=all_of_it)
        for link in links
    ]


async def ends_of(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, date]:
    """The last days of those of these subcontracts that were cut short."""
    kept = subcontracts.c
    query = select(kept.id, kept.ended_on).where(kept.id.in_(ids), kept.ended_on.is_not(None))
    return {row.id: row.ended_on for row in await session.execute(query)}


async def chain_under(
    session: AsyncSession, contract_id: UUID, *, after: UUID | None = None, limit: int | None = None
) -> Sequence[Subcontract]:
    """Every link under a contract, in the order in which they were declared."""
    query = select(Subcontract).where(subcontracts.c.contract_id == contract_id).order_by(subcontracts.c.id)
    if after is not None:
        query = query.where(subcontracts.c.id > after)
    return (await session.scalars(query.limit(limit))).all()


async def links_above(session: AsyncSession, link: Subcontract | None) -> list[Subcontract]:
    """From a link up to the contract."""
    above: list[Subcontract] = []
    while link is not None:
        above.append(link)
        link = None if link.above_id is None else await subcontract_of(session, link.above_id)
    return above


async def value_under(session: AsyncSession, contract: Contract, above: Subcontract | None) -> Money:
    """What the links directly under one are worth together."""
    kept = subcontracts.c
    query = select(func.coalesce(func.sum(kept.pence), 0)).where(
        kept.contract_id == contract.id, kept.above_id.is_not_distinct_from(above and above.id)
    )
    return Money(int(await session.scalar(query) or 0))
