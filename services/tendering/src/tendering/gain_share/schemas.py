"""How a settlement looks on the wire."""

from datetime import datetime

from chassis.wire import DecimalOut, MoneyOut, Out


class ShareOut(Out):
    """A provider's part, below nought where it bears a loss; null where nobody's contract is worth anything."""

    reference: str
    amount: MoneyOut | None


class SettlementOut(Out):
    """What came of the target, and who shares how much of the difference."""

    number: int
    target_cost: MoneyOut
    actual_cost: MoneyOut
    underspend: MoneyOut
    gate_pct: DecimalOut | None
    gate_passed: bool
    provider_pool: MoneyOut
    unshared: MoneyOut
    shares: list[ShareOut]
    settled_at: datetime
