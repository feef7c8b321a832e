"""Social investments over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from grants.investments import commands, queries
from grants.investments.domain import Investment
from grants.investments.schemas import InvestmentIn, InvestmentOut, OutcomePaymentIn

router = Router(prefix="/investments", tags=["investments"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("", status_code=201, response_model=InvestmentOut)
async def agree_investment(body: InvestmentIn, funder: Funder, tx: Transaction, now: Now) -> Investment:
    """Put on record what was agreed with an investor."""
    return await commands.agree_investment(tx, owner_of(funder), body.terms(), now=now)


@router.get("", response_model=Listing[InvestmentOut])
async def list_investments(reading: Reading, page: Page, funder_id: UUID | None = None) -> Listing[Investment]:
    """All social investments; oldest first."""
    found = await queries.investments_of(reading, funder_id=funder_id, after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda investment: [str(investment.id)])


@router.get("/{investment_id}", response_model=InvestmentOut)
async def read_investment(investment_id: UUID, reading: Reading) -> Investment:
    """One social investment: who gets how much by what outcomes earned."""
    return await queries.investment_of(reading, investment_id)


@router.post("/{investment_id}/outcome-payments", status_code=201, response_model=InvestmentOut)
async def pay_for_outcomes(
    investment_id: UUID, body: OutcomePaymentIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> Investment:
    """Pay for outcomes, within the payer's cap. Send an Idempotency-Key, and a retry pays once."""
    return await commands.pay_for_outcomes(
        tx,
        owner_of(funder),
        investment_id,
        amount=body.amount.parsed(),
        paid_on=body.paid_on,
        expected=expected,
        now=now,
    )


@router.post("/{investment_id}/settlement", status_code=201, response_model=InvestmentOut)
async def settle_investment(
    investment_id: UUID, funder: Funder, tx: Transaction, now: Now, expected: Expected
) -> Investment:
    """End it: what is beyond the investor's capped return goes back to the scheme."""
    return await commands.settle_investment(tx, owner_of(funder), investment_id, expected=expected, now=now)
