"""What, exactly, is a not-for-profit organisation? A grade from what its constitution bars, lowered by what it does.

N3 locked: the law bars distribution, and a statutory lock holds the assets. N2 constitutional: its articles do. N1: it
distributes within a cap, or has no lock. N0: it distributes. NX: nobody has evidenced it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kernel.logic import Outcome
from registry.classes.domain import Changes, Condition, Known, Said, every
from registry.classes.rules.conduct import within_grade
from registry.classes.rules.table import LOCKED

UNKNOWN = "NX"
LOWER = {"N3": "N2", "N2": "N1", "N1": "N0"}
NOT_FOR_PROFIT = ("N2", "N3")
BARRED = ("barred_by_articles", "barred_by_law")


def constitutional_grade(known: Known) -> str:
    """The grade by what its constitution says, whatever it does."""
    profit, lock = known.get("profit_distribution"), known.get("dissolution_lock")
    if profit in {"free", "capped"}:
        return "N0" if profit == "free" else "N1"
    if profit is None or lock is None:
        return UNKNOWN
    if lock == "none":
        return "N1"
    return "N3" if (profit, lock) == ("barred_by_law", "statutory") else "N2"


@dataclass(frozen=True)
class NotForProfit:
    """Whether its grade is N2 or better. `conduct_counts` is False while a breach is not yet public."""

    on: date
    conduct_counts: bool = True

    @property
    def names(self) -> frozenset[str]:
        return frozenset({"profit_distribution", "dissolution_lock"}) | self.conduct("N2").names

    def conduct(self, grade: str) -> Condition:
        """What the grade promises of its conduct."""
        return within_grade(grade, on=self.on)

    def is_lowered(self, known: Known) -> bool:
        """Whether its conduct is known not to be what its grade promises."""
        grade = constitutional_grade(known)
        return self.conduct_counts and grade in LOWER and self.conduct(grade).outcome(known) is False

    def grade(self, known: Known) -> str:
        """One of N0 to N3, or NX."""
        grade = constitutional_grade(known)
        return LOWER[grade] if self.is_lowered(known) else grade

    def outcome(self, known: Known) -> Outcome:
        grade = self.grade(known)
        return None if grade == UNKNOWN else grade in NOT_FOR_PROFIT

    def settled_by(self, known: Known) -> frozenset[str]:
        """What it distributes settles N0 and N1; else the lock counts too, and the breach that lowers it."""
        settling = {"profit_distribution"}
        if known.get("profit_distribution") not in {"free", "capped"}:
            settling.add("dissolution_lock")
        conduct = self.conduct(constitutional_grade(known))
        return frozenset(settling) | (conduct.settled_by(known) if self.is_lowered(known) else frozenset())

    def turned(self, known: Known, to: bool) -> Iterator[Changes]:
        barred, locked = Said("profit_distribution", BARRED), Said("dissolution_lock", LOCKED)
        whole = every(barred, locked, self.conduct("N2"))
        yield from every(barred, locked).turned(known, to)
        yield from whole.turned(known, to)
