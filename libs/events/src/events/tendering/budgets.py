"""Individual budgets, as far as they may be told: in totals, and of nobody."""

from datetime import date
from typing import ClassVar

from events import Event, Party


class BudgetsTotalled(Event):
    """What an authority's individual budgets for a service came to by the end of a quarter; never of a handful.

    The entity are these totals; no holder and no budget has an event.
    """

    type: ClassVar[str] = "tendering.budgets.totalled.v1"

    buyer: Party
    cpv: str
    until: date
    holders: int
    amount: str
    spent: str
