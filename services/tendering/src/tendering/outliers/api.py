"""The report of marks that lie far from the others, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Now, Reading, Router
from chassis.identity import Actor, role
from chassis.openapi import reference
from chassis.problems import RULE_BROKEN
from tendering.marks.queries import must_be_closed
from tendering.notices.queries import overseen_notice
from tendering.notices.rules import commenced_on
from tendering.outliers.queries import reports_of
from tendering.outliers.rules import figures_on
from tendering.outliers.schemas import OutliersOut

router = Router(prefix="/notices/{notice_id}/evaluation/outliers", tags=["evaluation"])
Insider = Annotated[Actor, Depends(role("commissioner", "auditor"))]


@router.get("", response_model=OutliersOut, responses={409: reference(RULE_BROKEN)})
async def read_outliers(notice_id: UUID, reading: Reading, insider: Insider, now: Now) -> OutliersOut:
    """Which marks lie far from those of the same panel: for the buyer and auditors, once nobody marks any more."""
    notice = await overseen_notice(reading, insider.organisation, insider.roles, notice_id)
    await must_be_closed(reading, notice)
    figures = figures_on(commenced_on(notice, now=now))
    return OutliersOut.made(notice.id, figures, await reports_of(reading, notice, now=now))
