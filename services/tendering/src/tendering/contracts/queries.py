"""What one may ask about contracts."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import String, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.tendering import Agreement, Announcement
from kernel.errors import NotFound
from tendering.awards.queries import award_of, decision_of
from tendering.contracts.domain import Contract, Status
from tendering.contracts.rules import only_matches
from tendering.contracts.tables import contracts
from tendering.notices.queries import announcement, visible_notice
from tendering.suppliers.queries import party


async def visible_contract(session: AsyncSession, organisation_id: UUID | None, contract_id: UUID) -> Contract:
    """The contract, as far as this organisation (None: the public) knows of it: a proposal is its parties' own."""
    contract = await session.get(Contract, contract_id)
    if contract is None or (contract.status is Status.PROPOSED and not contract.is_party(organisation_id)):
        raise NotFound(f"There is no contract {contract_id}.")
    return contract


async def contracts_called(
    session: AsyncSession, buyer_id: UUID | None, references: Collection[str]
) -> dict[str, UUID]:
    """Which of a buyer's signed contracts each of these references names, if one does; for no buyer, none."""
    kept = contracts.c
    called = or_(cast(kept.id, String).in_(references), kept.title.in_(references))
    mine = select(kept.id, kept.title).where(kept.buyer_id == buyer_id, kept.signed_at.is_not(None), called)
    return only_matches(references, {row.id: row.title for row in await session.execute(mine)})


async def buyers_contract(session: AsyncSession, buyer_id: UUID, contract_id: UUID) -> Contract:
    """The buyer's own contract, held until the transaction ends. Another's reads as not found."""
    contract = await session.get(Contract, contract_id, with_for_update=True)
    if contract is None or contract.buyer_id != buyer_id:
        raise NotFound(f"There is no contract {contract_id}.")
    return contract


async def suppliers_contract(session: AsyncSession, supplier_id: UUID, contract_id: UUID) -> Contract:
    """The supplier's own contract, held until the transaction ends. Another's reads as not found."""
    contract = await session.get(Contract, contract_id, with_for_update=True)
    if contract is None or contract.supplier_id != supplier_id:
        raise NotFound(f"There is no contract {contract_id}.")
    return contract


async def visible_contracts(
    session: AsyncSession,
    organisation_id: UUID | None,
    *,
    buyer_id: UUID | None,
    supplier_id: UUID | None,
    notice_id: UUID | None,
    status: Status | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Contract]:
    """Signed contracts and the organisation's own proposals, oldest first; `after` is the last one already seen."""
    is_party = or_(contracts.c.buyer_id == organisation_id, contracts.c.supplier_id == organisation_id)
    query = select(Contract).order_by(contracts.c.id).limit(limit)
    query = query.where(or_(contracts.c.status != Status.PROPOSED, is_party))
    wanted = {"buyer_id": buyer_id, "supplier_id": supplier_id, "notice_id": notice_id, "status": status}
    query = query.filter_by(**{name: value for name, value in wanted.items() if value is not None})
    if after is not None:
        query = query.where(contracts.c.id > after)
    return (await session.scalars(query)).all()


async def as_agreed(session: AsyncSession, contract: Contract) -> tuple[Announcement, Agreement]:
    """What an event says of a signed contract, and of the notice it came from."""
    if contract.signed_at is None:
        raise ValueError(f"contract {contract.id} is not signed")
    notice = await visible_notice(session, contract.buyer_id, contract.notice_id)
    award = await award_of(session, contract.award_id)
    buyer, supplier = await party(session, contract.buyer_id), await party(session, contract.supplier_id)
    agreement = Agreement(
        contract_id=contract.id,
        award=decision_of(award, notice, buyer, supplier),
        title=contract.title,
        description=contract.description,
        value=str(contract.value),
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        signed_at=contract.signed_at,
        status=contract.status,
        cpv=notice.cpv,
        places=contract.places,
        beneficiaries=contract.beneficiaries,
    )
    return announcement(notice, buyer), agreement
