"""What a story's contracts are invoiced and paid. The shapes of its part of the format."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from commonweal.play.competition import Count, Money, Part


class Invoice(Part):
    """What somebody in the chain was sent to pay; tier 1 is paid by the authority."""

    id: str
    tier: Count
    payer: str
    payee: str
    amount: Money
    received_on: date
    paid_on: date | None


class HalfYear(Part):
    """The period of which the authority publishes how quickly it paid."""

    period_start: date
    period_end: date
    procurement_commenced_on: date
    approved_by: str = ""


def faults_of_money(
    authority: str, invoices: Sequence[Invoice], half_year: HalfYear | None
) -> Iterator[tuple[str, str]]:
    """What the format forbids and a schema cannot say."""
    for index, each in enumerate(invoices):
        place = f"/invoices/{index}"
        if each.tier < 1 or (each.tier == 1) != (each.payer == authority):
            yield f"{place}/tier", "the authority pays at tier 1, and nobody else does"
        if each.payer == each.payee:
            yield f"{place}/payee", "nobody pays itself"
        if Decimal(each.amount) <= 0:
            yield f"{place}/amount", "an invoice is of more than nothing"
    if half_year is not None and half_year.period_end < half_year.period_start:
        yield "/payments_compliance/period_end", "the period ends before it begins"
