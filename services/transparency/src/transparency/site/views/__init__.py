"""The pages. Each view reads, and fills a template; `page` says what all pages have in common."""

from fastapi import APIRouter

from transparency.site.views import (
    accounts,
    calendars,
    contracts,
    front,
    grants,
    money,
    open_data,
    organisations,
    static,
)
from transparency.site.views.failures import FailurePages

__all__ = ["FailurePages", "router"]

router = APIRouter()
for part in (front, open_data, accounts, calendars, money, organisations, contracts, grants, static):
    router.include_router(part.router)
