"""Spending on people over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Now, Reading, Router
from kernel.clock import day_of
from transparency.directory.queries.organisations import organisation_called
from transparency.flows.rules import own_spending
from transparency.flows.schemas import DaysQuery
from transparency.people_spending.queries import people_spending_of
from transparency.people_spending.schemas import PeopleSpendingOut

router = Router(tags=["flows"])


@router.get("/buyers/{buyer_id}/people-spending", response_model=PeopleSpendingOut)
async def read_people_spending(
    buyer_id: UUID, asked: Annotated[DaysQuery, Query()], reading: Reading, now: Now
) -> PeopleSpendingOut:
    """How much of what an authority paid was for services to people, over the year up to today or other days."""
    buyer = await organisation_called(reading, str(buyer_id))
    scope = own_spending(buyer.id, asked.first, asked.last, today=day_of(now))
    return PeopleSpendingOut.of(buyer.id, await people_spending_of(reading, buyer.id, scope.first, scope.last))
