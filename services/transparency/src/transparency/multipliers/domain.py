"""The local multiplier. Pure: no database, no clock, no wire. Amounts are pence."""

from dataclasses import dataclass
from fractions import Fraction

from transparency.flows.domain import part_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What was spent, what of it stayed with local staff and suppliers, and what part of that they spend locally."""

    spend: Fraction
    staff_pay: Fraction
    purchases: Fraction
    staff_respend: Fraction
    supplier_respend: Fraction

    @property
    def rounds(self) -> tuple[Fraction, Fraction, Fraction]:
        """What is spent; what of it is spent locally; what of that is."""
        third = self.staff_pay * self.staff_respend + self.purchases * self.supplier_respend
        return self.spend, self.staff_pay + self.purchases, third

    @property
    def multiplier(self) -> Fraction | None:
        """What a pound comes to in the place after three rounds; None of no pounds."""
        return part_of(sum(self.rounds, Fraction()), self.spend)
