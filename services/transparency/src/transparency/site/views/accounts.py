"""A year of an authority."""

from datetime import date, timedelta

from fastapi import Response

from chassis.http import Now, Reading
from kernel.clock import day_of
from transparency.directory.queries.organisations import organisation_called
from transparency.exports.domain import Span
from transparency.site.views.page import PageRouter, show
from transparency.yearly_accounts.api import Year, year_called
from transparency.yearly_accounts.queries.accounts import account_of
from transparency.yearly_accounts.schemas import AccountOut

router = PageRouter()


@router.page("/organisations/{reference}/accounts/{year}")
async def read_account(reference: str, year: Year, session: Reading, now: Now) -> Response:
    """What is told elsewhere of an authority's year, on one page; each figure leads to where it is told whole."""
    buyer, span, today = await organisation_called(session, reference), year_called(year), day_of(now)
    account = AccountOut.of(await account_of(session, buyer, span, today=today))
    after = span.days.last and span.days.last + timedelta(days=1)
    return show(
        "account.html",
        account=account,
        runs=span.days.last is None or account.last < span.days.last,
        before=year_of(span.days.first - timedelta(days=1)),
        after=year_of(after) if after and after <= today else None,
    )


def year_of(day: date) -> str:
    """What the financial year of a day is called."""
    return Span.of(day, yearly=True).name
