"""A change that is only described: by which route it might be made, and whether a change notice would come first."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kernel.money import Money, SignedMoney
from kernel.periods import DatePeriod
from rulebook.modifications import Change
from tendering.awards.domain import Award
from tendering.notices.domain import Notice
from tendering.obligations.domain import Category, Regime
from tendering.obligations.rules.reach import months_of


@dataclass(frozen=True, kw_only=True)
class Described:
    """A change in the words of who asks. What is None is read off the procurement, if one is named."""

    category: Category | None = None
    regime: Regime | None = None
    contract_value: Money | None = None
    term_months: int | None = None
    value_change: SignedMoney
    earlier_value_changes: Sequence[SignedMoney] = ()
    term_change_months: int = 0
    material_scope_change: bool = False


def as_change(said: Described, notice: Notice | None, awards: Sequence[Award]) -> Change:
    """The change with what the procurement adds: its regime, what was awarded in it, and how long it was to run."""
    regime = said.regime or (notice.regime if notice else Regime.FULL)
    category = said.category or (notice.category if notice else Category.SERVICES)
    awarded = Money(sum(award.value.pence for award in awards))
    months = said.term_months or (months_announced(notice) if notice else None)
    return Change(
        is_light_touch=regime is Regime.LIGHT_TOUCH,
        is_works=category is Category.WORKS,
        contract_value=awarded if said.contract_value is None else said.contract_value,
        value_change=said.value_change,
        earlier_value_changes=said.earlier_value_changes,
        term_share=Fraction(said.term_change_months, months) if months else None,
        material_scope_change=said.material_scope_change,
    )


def months_announced(notice: Notice) -> int | None:
    """From the first day of the earliest lot to the last of the latest; None where no lot has its days."""
    starts = [lot.starts_on for lot in notice.lots if lot.starts_on]
    ends = [lot.ends_on for lot in notice.lots if lot.ends_on]
    return months_of(DatePeriod(min(starts), max(ends))) if starts and ends else None
