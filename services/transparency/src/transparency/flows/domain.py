"""Money that moves down chains, and what stays where. Pure: no database, no clock, no wire. Amounts are pence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

#: Whoever owns money that nobody could trace.
UNTRACED: None = None
#: Who is known by an id, or nobody.
Holder = UUID | None


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that moved. `is_prime`: it is the first payment, out of the public purse. Credits are below zero."""

    payer: Holder
    payee: Holder
    pence: Fraction
    is_prime: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose payments these are, over which days. `dataset` None: those that the authority itself has posted.

    `figures` are the authority's own, in the place of the rulebook's.
    """

    buyer_id: UUID
    first: date
    last: date
    dataset: str | None = None
    dataset_id: UUID | None = None
    kind: str = "body"
    title: str = ""
    division: str | None = None
    figures: Mapping[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """A class as it is paid, and as it retains: parts of all prime payments, None where these are nought."""

    direct: Fraction | None
    look_through: Fraction | None
    unknown: Fraction | None


@dataclass(frozen=True, slots=True)
class Retained:
    """What every organisation received, paid on and so retained. What all retained is what was paid at the top."""

    received: Mapping[Holder, Fraction]
    paid_on: Mapping[Holder, Fraction]
    total: Fraction

    @property
    def holders(self) -> Sequence[Holder]:
        """Everybody through whose hands money went, the largest retained first."""
        found = {*self.received, *self.paid_on}
        return sorted(found, key=lambda it: (-self.of(it), str(it)))

    def of(self, holder: Holder) -> Fraction:
        """What one retained; below zero, if it paid on more than it received."""
        return self.received.get(holder, Fraction()) - self.paid_on.get(holder, Fraction())

    @property
    def over_paid_down(self) -> Sequence[Holder]:
        """Those that paid on more than they received."""
        return [it for it in self.holders if self.of(it) < 0]


def retained(flows: Iterable[Flow]) -> Retained:
    """Of all who had a part in it."""
    received: dict[Holder, Fraction] = {}
    paid_on: dict[Holder, Fraction] = {}
    total = Fraction()
    for flow in flows:
        received[flow.payee] = received.get(flow.payee, Fraction()) + flow.pence
        if flow.is_prime:
            total += flow.pence
        else:
            paid_on[flow.payer] = paid_on.get(flow.payer, Fraction()) + flow.pence
    return Retained(received, paid_on, total)


def looked_through(
    flows: Sequence[Flow], found: Retained, outcomes: Mapping[UUID, Mapping[str, str]], label: str
) -> Looked:
    """By one class. Of whom nobody knows, the untraced among them, it is neither a yes nor a no."""

    def said(holder: Holder) -> str:
        return outcomes.get(holder, {}).get(label, "unknown") if holder else "unknown"

    paid = sum((flow.pence for flow in flows if flow.is_prime and said(flow.payee) == "yes"), Fraction())
    kept = {answer: Fraction() for answer in ("yes", "no", "unknown")}
    for holder in found.holders:
        kept[said(holder)] += found.of(holder)
    return Looked(*(part_of(amount, found.total) for amount in (paid, kept["yes"], kept["unknown"])))


def part_of(amount: Fraction, whole: Fraction) -> Fraction | None:
    """Exactly; None of nothing."""
    return amount / whole if whole else None
