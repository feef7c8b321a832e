"""The rules of a social investment. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id
from kernel.money import ZERO, Money, SignedMoney
from kernel.rounding import half_up


@dataclass(eq=False, kw_only=True)
class OutcomePayment:
    """What the funder paid for outcomes."""

    number: int
    amount: Money
    paid_on: date


@dataclass(eq=False, kw_only=True)
class Investment:
    """Capital for a service whose outcomes are paid for; a loss is the investor's, a surplus is the fund's.

    The return has a cap: so large a part of the capital for each year of the term, without interest on interest.
    `payment_cap` is the most that is ever paid for outcomes. `private_equity_source` is on whose word the flag stands.
    """

    id: UUID = field(default_factory=new_id)
    funder_id: UUID
    scheme_id: UUID | None = None
    title: str
    investor: str
    private_equity_flag: bool
    private_equity_source: str
    capital: Money
    term_years: Decimal
    return_cap_per_year: Decimal
    payment_cap: Money | None = None
    agreed_at: datetime
    settled_at: datetime | None = None
    decision_id: UUID | None = None
    payments: list[OutcomePayment] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        self.capital.times(1 + self._rate)  # what has no spelling is refused before it is agreed

    @property
    def _rate(self) -> Fraction:
        return Fraction(self.return_cap_per_year) * Fraction(self.term_years)

    @property
    def _surplus(self) -> Fraction:
        """Pence by which the payments are beyond capital and capped return; below zero if they are short of it."""
        return self.outcome_payments.pence - self.capital.pence * (1 + self._rate)

    @property
    def outcome_payments(self) -> Money:
        """What outcomes earned so far."""
        return sum((payment.amount for payment in self.payments), start=ZERO)

    @property
    def gross_return(self) -> SignedMoney:
        """What they earned beyond the capital, or short of it."""
        return SignedMoney.difference(of=self.outcome_payments, less=self.capital)

    @property
    def return_cap(self) -> Money:
        """The most that the investor may gain."""
        return self.capital.times(self._rate)

    @property
    def investor_receives(self) -> Money:
        """Capital and return, up to its cap."""
        return self.outcome_payments if self._surplus <= 0 else self.capital.times(1 + self._rate)

    @property
    def recycled_surplus(self) -> Money:
        """What goes back to the fund."""
        return Money(int(half_up(max(self._surplus, Fraction()), 0)))

    def pay(self, amount: Money, *, paid_on: date, now: datetime) -> None:
        """Pay for outcomes. Raises RuleBroken beyond the payer's cap, and once it is settled."""
        if self.settled_at is not None:
            raise RuleBroken("The investment is settled; nothing is paid on it any more.")
        if amount == ZERO:
            raise Unacceptable("/amount", "A payment is more than nothing.")
        if not day_of(self.agreed_at) <= paid_on <= day_of(now):
            raise Unacceptable("/paid_on", "A payment is made between the agreement and today.")
        if self.payment_cap is not None and self.outcome_payments + amount > self.payment_cap:
            raise RuleBroken(f"No more than £{self.payment_cap} is paid for its outcomes.")
        self.payments.append(OutcomePayment(number=len(self.payments) + 1, amount=amount, paid_on=paid_on))
        self.version += 1

    def settle(self, *, now: datetime) -> Money:
        """End it, once; answer what the fund gets: all that the investor does not, to the penny."""
        if self.settled_at is not None:
            raise RuleBroken("The investment is settled already.")
        self.settled_at = now
        self.version += 1
        return self.outcome_payments - self.investor_receives
