"""How a payment looks on the wire."""

from chassis.wire import DayIn, MoneyIn, Strict


class PaymentIn(Strict):
    """Money that moved, today unless it says when."""

    amount: MoneyIn
    paid_on: DayIn | None = None
