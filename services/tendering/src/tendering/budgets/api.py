"""Individual budgets over HTTP: parse, call, answer. All but totals is for the authority that opened them."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from tendering.budgets import commands, queries
from tendering.budgets.domain import Budget, Statement, Totals
from tendering.budgets.schemas import BudgetIn, BudgetOut, ChoiceIn, SpendingIn, StatementOut, TotalsIn, TotalsOut
from tendering.vocabulary.queries import must_be_listed

router = Router(prefix="/budgets", tags=["individual budgets"])
Commissioner = Annotated[Actor, Depends(role("commissioner"))]


@router.post("", status_code=201, response_model=BudgetOut)
async def open_budget(body: BudgetIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Budget:
    """Open a budget for somebody who chooses a provider, under a reference that names nobody."""
    await must_be_listed(tx, body.model_dump())
    return await commands.open_budget(tx, body.of(owner_of(commissioner), now))


@router.get("", response_model=Listing[BudgetOut])
async def list_budgets(reading: Reading, commissioner: Commissioner, page: Page) -> Listing[Budget]:
    """One's own, oldest first."""
    found = await queries.budgets_of(reading, owner_of(commissioner), after=page.after_id, limit=page.limit)
    return paged(found, page, key=lambda budget: [str(budget.id)])


@router.post("/totals", status_code=201, response_model=TotalsOut)
async def tell_totals(body: TotalsIn, commissioner: Commissioner, tx: Transaction, now: Now) -> Totals:
    """Tell everybody what budgets for a service came to by the end of a quarter, in the ledger, and of nobody."""
    await must_be_listed(tx, body.model_dump())
    return await commands.tell_totals(tx, owner_of(commissioner), body.cpv, body.until, now=now)


@router.get("/statements/{holder_id}", response_model=StatementOut)
async def read_statement(holder_id: UUID, reading: Reading, commissioner: Commissioner) -> Statement:
    """Every budget of one holder, with what was chosen and spent, and what they come to."""
    return await queries.statement_of(reading, owner_of(commissioner), holder_id)


# Only where an identifier stands: totals are posted beside it, and are nothing to read.
@router.get("/{budget_id:uuid}", response_model=BudgetOut)
async def read_budget(budget_id: UUID, reading: Reading, commissioner: Commissioner) -> Budget:
    """One of one's own."""
    return await queries.budget_of(reading, owner_of(commissioner), budget_id)


@router.post("/{budget_id}/choices", response_model=BudgetOut)
async def choose_provider(
    budget_id: UUID, body: ChoiceIn, commissioner: Commissioner, tx: Transaction, *, now: Now, expected: Expected
) -> Budget:
    """Record whom the holder chose among the approved providers, at first or instead of another."""
    buyer_id = owner_of(commissioner)
    return await commands.choose_provider(tx, buyer_id, budget_id, body.organisation_id, expected=expected, now=now)


@router.post("/{budget_id}/spendings", status_code=201, response_model=BudgetOut)
async def spend_of_budget(
    budget_id: UUID, body: SpendingIn, commissioner: Commissioner, tx: Transaction, now: Now
) -> Budget:
    """Record a payment to a provider that the holder chose; refused beyond what is left."""
    return await commands.spend(tx, owner_of(commissioner), budget_id, **body.said(), now=now)
