"""How a payment looks on the wire."""

from chassis.wire import DayIn, MoneyIn, Strict, example


class PaymentIn(
    Strict,
    json_schema_extra=example(amount={"amount": "10000.00", "currency": "GBP"}, paid_on="2027-04-15"),
):
    """Money that moved, today unless it says when."""

    amount: MoneyIn
    paid_on: DayIn | None = None
