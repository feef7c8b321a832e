"""A supplier, or whoever works for one, says who works for it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import put_on_record
from chassis.ledger import emit
from events import Party
from events.tendering import SubcontractDeclared, SubcontractDisclosed, SubcontractEnded
from kernel.clock import day_of
from kernel.errors import NotFound
from kernel.money import Money
from kernel.versions import must_match
from tendering.contracts.domain import Contract
from tendering.contracts.queries import visible_contract
from tendering.redactions.domain import Withholding
from tendering.subcontracts.domain import NonDisclosure, Subcontract, must_close_no_loop
from tendering.subcontracts.queries import (
    bought_subcontract,
    links_above,
    own_subcontract,
    party_under,
    subcontract_of,
    value_under,
    veil_over,
)
from tendering.subcontracts.rules import decisions_on, flags_of, implied_days
from tendering.suppliers.queries import party


async def declare_subcontract(
    session: AsyncSession,
    payer_id: UUID,
    contract_id: UUID,
    *,
    above_id: UUID | None,
    payee_id: UUID,
    service: str,
    cpv_division: str | None,
    value: Money,
    starts_on: date,
    ends_on: date,
    payment_days: int,
    non_disclosure: NonDisclosure,
    withheld: Withholding | None,
    now: datetime,
) -> Subcontract:
    """Declare a link under a signed contract, or under one's own subcontract.

    Raises NotFound for a place in the chain that is not the payer's own, and RuleBroken for a loop.
    """
    contract, above = await own_place(session, payer_id, contract_id, above_id)
    upwards = await links_above(session, above)
    must_close_no_loop(payee_id, [contract.buyer_id, contract.supplier_id, *(link.payee_id for link in upwards)])
    today = day_of(now)
    link = Subcontract(
        contract_id=contract.id,
        buyer_id=contract.buyer_id,
        above_id=above_id,
        payer_id=payer_id,
        payee_id=payee_id,
        tier=2 + len(upwards),
        service=service,
        cpv_division=cpv_division,
        value=value,
        starts_on=starts_on,
        ends_on=ends_on,
        written_days=payment_days,
        payment_days=implied_days(payment_days, on=today),
        non_disclosure=non_disclosure,
        declared_at=now,
        withheld=withheld,
    )
    await judge(session, link, contract, above)
    said = decisions_on(payment_days, non_disclosure, on=today, now=now)
    await put_on_record(session, link, said, about=link.id)
    session.add(link)
    await session.flush()
    await emit(session, link.id, await told(session, link, now))
    return link


async def end_subcontract(
    session: AsyncSession,
    payer_id: UUID,
    subcontract_id: UUID,
    *,
    ended_on: date,
    reason: str,
    expected: int | None,
    now: datetime,
) -> Subcontract:
    """Cut the payer's own subcontract short. Another's reads as not found."""
    link = await own_subcontract(session, payer_id, subcontract_id)
    must_match(link.version, expected)
    link.end(ended_on, reason)
    payer, payee = await sides_of(session, link, now=now)
    event = SubcontractEnded(
        occurred_at=now,
        contract_id=link.contract_id,
        buyer=await party(session, link.buyer_id),
        payer=payer,
        payee=payee,
        ended_on=ended_on,
        reason=reason,
    )
    await emit(session, link.id, event)
    return link


async def disclose_payee(
    session: AsyncSession, buyer_id: UUID, subcontract_id: UUID, *, reason: str, expected: int | None, now: datetime
) -> Subcontract:
    """The buyer at the top of the chain finds that a name is to be public before its time."""
    link = await bought_subcontract(session, buyer_id, subcontract_id)
    must_match(link.version, expected)
    link.disclose()
    await session.flush()
    payer, payee = await sides_of(session, link, now=now)
    told = SubcontractDisclosed(
        occurred_at=now,
        contract_id=link.contract_id,
        buyer=await party(session, buyer_id),
        payer=payer,
        payee=payee,
        reason=reason,
    )
    await emit(session, link.id, told)
    return link


async def sides_of(session: AsyncSession, link: Subcontract, *, now: datetime) -> tuple[Party, Party]:
    """Who pays and who is paid, as everybody may know them."""
    veil = await veil_over(session, link.contract_id, on=day_of(now))
    payer, payee = await party(session, link.payer_id), await party(session, link.payee_id)
    return party_under(veil, payer), party_under(veil, payee)


async def own_place(
    session: AsyncSession, payer_id: UUID, contract_id: UUID, above_id: UUID | None
) -> tuple[Contract, Subcontract | None]:
    """The signed contract that the payer supplies, or its own subcontract under one. Raises NotFound."""
    contract = await visible_contract(session, payer_id, contract_id)
    above = None if above_id is None else await subcontract_of(session, above_id)
    standing = contract.supplier_id if above is None else above.payee_id
    if contract.signed_at is None or standing != payer_id or (above is not None and above.contract_id != contract_id):
        raise NotFound("In this chain there is no such place of yours.")
    return contract, above


async def judge(session: AsyncSession, link: Subcontract, contract: Contract, above: Subcontract | None) -> None:
    """Flag what does not fit what stands above it."""
    over, until = (contract, contract.ends_on) if above is None else (above, above.last_day)
    link.flags = [
        *flags_of(
            link.value,
            over.value,
            await value_under(session, contract, above),
            within=over.starts_on <= link.starts_on and link.ends_on <= until,
            silence=link.non_disclosure,
            longer=link.written_days > link.payment_days,
        )
    ]


async def told(session: AsyncSession, link: Subcontract, now: datetime) -> SubcontractDeclared:
    """The event of a link."""
    payer, payee = await sides_of(session, link, now=now)
    return SubcontractDeclared(
        occurred_at=now,
        contract_id=link.contract_id,
        above_id=link.above_id,
        buyer=await party(session, link.buyer_id),
        payer=payer,
        payee=payee,
        tier=link.tier,
        service=link.service,
        cpv_division=link.cpv_division,
        value=str(link.value),
        starts_on=link.starts_on,
        ends_on=link.ends_on,
        payment_days=link.payment_days,
        non_disclosure=link.non_disclosure,
        flags=link.flags,
        withheld_because=None if link.withheld is None else link.withheld.ground,
        withheld_until=None if link.withheld is None else link.withheld.until,
    )
