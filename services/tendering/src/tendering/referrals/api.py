"""Referrals over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Now, Reading, Router
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from chassis.wire import DayIn
from kernel.clock import day_of
from tendering.referrals import queries
from tendering.referrals.rules import Figures
from tendering.referrals.schemas import ReferralOut

DIVISION = r"^[0-9]{2}$"

router = Router(prefix="/referrals", tags=["referrals"])


@router.get("/concentration", response_model=ReferralOut, responses={409: reference(RULE_BROKEN)})
async def read_concentration(
    reading: Reading,
    now: Now,
    *,
    buyer_id: UUID | None = None,
    division: Annotated[str | None, Query(pattern=DIVISION, description="the first two digits of a CPV code")] = None,
    on: Annotated[DayIn | None, Query(description="the last day of the period; today if left out")] = None,
) -> ReferralOut:
    """Awards by group of companies over the rulebook's months, for a body, a market, or the whole; for everybody."""
    day = on or day_of(now)
    figures = Figures.on(day)
    found = await queries.concentration_of(reading, buyer_id=buyer_id, division=division, figures=figures, on=day)
    return ReferralOut.of(found, figures, buyer_id=buyer_id, division=division)
