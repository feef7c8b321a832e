"""Payment days over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from chassis.http import Now, Reading, Router
from chassis.wire import DayIn
from kernel.clock import day_of
from tendering.payment_days.domain import TierFigures, rounded
from tendering.payment_days.queries import Report, report_of
from tendering.payment_days.schemas import QuarterOut, ReportOut, TierOut
from tendering.suppliers.queries import party

router = Router(tags=["payment days"])


@router.get("/buyers/{buyer_id}/payment-days", response_model=ReportOut)
async def read_payment_days(
    buyer_id: UUID,
    first: Annotated[DayIn, Query(description="The first day of the half-year.")],
    last: Annotated[DayIn, Query(description="Its last day.")],
    reading: Reading,
    now: Now,
    *,
    procurement_commenced_on: Annotated[
        DayIn | None, Query(description="When procurements whose contracts are not here began.")
    ] = None,
    classes_on: Annotated[DayIn | None, Query(description="The day whose evidence tells classes; today.")] = None,
) -> ReportOut:
    """How quickly an authority pays, and everybody else down its chain (ss.68 to 70 and 73)."""
    await party(reading, buyer_id)
    on = classes_on or day_of(now)
    report = await report_of(reading, buyer_id, first, last, commenced_on=procurement_commenced_on, classes_on=on)
    return shown(report)


def shown(report: Report) -> ReportOut:
    """A report as clients see it."""
    return ReportOut(
        first=report.first,
        last=report.last,
        notice_due=report.notice_due,
        tiers=[tier_out(tier, figures) for tier, figures in report.tiers.items()],
        contract_payment_notices_apply=report.quarters_apply,
        contract_payment_notices=[
            QuarterOut(first=it.first, last=it.last, due=due, invoices=list(it.invoices), total=it.total)
            for it, due in report.quarters
        ],
    )


def tier_out(tier: int, figures: TierFigures) -> TierOut:
    """Rounded only here."""
    return TierOut(
        tier=tier,
        payments_made=figures.payments_made,
        days=list(figures.days),
        average_days=rounded(figures.average),
        paid_within_30_pct=rounded(figures.within_30),
        paid_31_to_60_pct=rounded(figures.from_31_to_60),
        paid_61_or_more_pct=rounded(figures.over_60),
        became_payable=figures.became_payable,
        payable_not_paid_pct=rounded(figures.payable_not_paid),
        late_invoices=list(figures.late),
        average_days_by_class={name: rounded(mean) for name, mean in figures.average_by_class.items()},
    )
