"""For which half-years an authority owes its notice, and by when (s.69)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from kernel.clock import day_of
from rulebook.clocks import payments_report_due
from rulebook.notices import duty
from tendering.calendar.domain import Duty
from tendering.obligations.domain import Layer
from tendering.payment_days.domain import Owed
from tendering.payment_notices.domain import PaymentsNotice, first_of, last_of

CODE = "UK17"


def half_years_owed(owed: Iterable[Owed], *, days: int, today: date) -> list[date]:
    """The last days of the half-years in which something was paid or fell due by today; invoices have so many days."""
    return sorted({last_of(day) for it in owed for day in days_of_payment(it, days) if day <= today})


def days_of_payment(owed: Owed, days: int) -> Iterator[date]:
    """When an invoice was paid and when it fell due, since its procurement began."""
    for day in (owed.payable_on(days), *(paid.paid_on for paid in owed.payments)):
        if owed.commenced_on is not None and day >= owed.commenced_on:
            yield day


def duties_to_publish(
    buyer_id: UUID, half_years: Iterable[date], published: Mapping[date, PaymentsNotice]
) -> list[Duty]:
    """One for each half-year, met on the day on which its notice was published."""
    return [duty_to_publish(buyer_id, last, published.get(last)) for last in half_years]


def duty_to_publish(buyer_id: UUID, last: date, published: PaymentsNotice | None) -> Duty:
    """The notice of the half-year that ends with a day, as a line of the calendar."""
    found = duty(CODE, on=last)
    return Duty(
        buyer_id=buyer_id,
        about=f"{first_of(last):%B %Y} to {last:%B %Y}",
        code=CODE,
        name=str(found.values["name"]),
        layer=Layer.STATUTE,
        source=found.source,
        due=payments_report_due(last, on=last),
        met_on=None if published is None else day_of(published.published_at),
        waits=False,
    )
