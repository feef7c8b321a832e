"""How payment days look on the wire."""

from datetime import date

from chassis.wire import DecimalOut, MoneyOut, Out


class TierOut(Out):
    """One tier in the period. Averages and shares are null if no payment was made, or nothing became payable."""

    tier: int
    payments_made: int
    days: list[int]
    average_days: DecimalOut | None
    paid_within_30_pct: DecimalOut | None
    paid_31_to_60_pct: DecimalOut | None
    paid_61_or_more_pct: DecimalOut | None
    became_payable: int
    payable_not_paid_pct: DecimalOut | None
    late_invoices: list[str]
    average_days_by_class: dict[str, DecimalOut | None]


class QuarterOut(Out):
    """The payments of a quarter that are each published (s.70), by the day that is due."""

    first: date
    last: date
    due: date
    invoices: list[str]
    total: MoneyOut


class ReportOut(Out):
    """What an authority publishes for a half-year (UK17), and its payments over the line where that applies (s.70)."""

    first: date
    last: date
    notice_due: date
    tiers: list[TierOut]
    contract_payment_notices_apply: bool
    contract_payment_notices: list[QuarterOut]
