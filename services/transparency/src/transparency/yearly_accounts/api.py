"""Accounts of a year over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Path

from chassis.http import Now, Reading, Router
from kernel.clock import day_of
from kernel.errors import Unacceptable
from transparency.directory.queries.organisations import organisation_called
from transparency.exports.domain import Span
from transparency.yearly_accounts.queries.accounts import account_of
from transparency.yearly_accounts.schemas import AccountOut

router = Router(tags=["accounts"])
Year = Annotated[str, Path(pattern=r"^20[0-9]{2}-[0-9]{2}$", description="A financial year.", examples=["2026-27"])]


@router.get("/buyers/{buyer_id}/accounts/{year}", response_model=AccountOut)
async def read_account(buyer_id: UUID, year: Year, reading: Reading, now: Now) -> AccountOut:
    """A year of an authority: spending by class, payment days, contracts, ratings, grants, and what came late."""
    buyer = await organisation_called(reading, str(buyer_id))
    return AccountOut.of(await account_of(reading, buyer, year_called(year), today=day_of(now)))


def year_called(year: str) -> Span:
    """Raises Unacceptable for two years that do not follow one another."""
    try:
        return Span.parse(year, yearly=True)
    except ValueError as error:
        raise Unacceptable("path:year", str(error)) from error
