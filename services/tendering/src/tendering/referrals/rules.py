"""From awards to shares by group, and what the cap and the index say of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from kernel.money import Money
from kernel.periods import DatePeriod, months_later
from rulebook.rules import Rule, rule
from tendering.referrals.domain import Concentration, Counted, GroupShare, Standing, total_of


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The rules that a referral rests on, as they stood on its day."""

    window: Rule
    cap: Rule
    warning: Rule
    index: Rule
    limits: Rule

    @classmethod
    def on(cls, day: date) -> "Figures":
        return cls(
            window=rule("seed_social_economy.referral", on=day),
            cap=rule("seed_social_economy.share_cap", on=day),
            warning=rule("seed_social_economy.share_warning", on=day),
            index=rule("seed_social_economy.concentration", on=day),
            limits=rule("award.lot_limit", on=day),
        )

    @property
    def all(self) -> tuple[Rule, ...]:
        """In the order in which they are consulted."""
        return (self.window, self.cap, self.warning, self.index, self.limits)

    def period(self, on: date) -> DatePeriod:
        """The months that end with a day, that day included."""
        return DatePeriod(months_later(on, -self.window.number("months")) + timedelta(days=1), on)


def concentration(awards: Sequence[Counted], figures: Figures, *, on: date) -> Concentration:
    """Who was awarded how much in the period that ends on a day; what was decided outside of it is not counted."""
    period = figures.period(on)
    counted = [each for each in awards if each.decided_on in period]
    total = total_of(counted)
    by_group: dict[UUID, list[Counted]] = {}
    for each in counted:
        by_group.setdefault(each.group_id, []).append(each)
    is_feasible = len(by_group) >= figures.warning.number("minimum_groups")
    groups = [group_share(group, found, total, figures, is_feasible) for group, found in by_group.items()]
    shares = [each.share for each in groups if each.share is not None]
    return Concentration(
        period=period,
        total=total,
        groups=tuple(sorted(groups, key=lambda each: (-each.value.pence, each.group_id))),
        index=sum(((100 * share) ** 2 for share in shares), start=Fraction(0)) if shares else None,
        is_feasible=is_feasible,
    )


def group_share(
    group_id: UUID, awards: Sequence[Counted], total: Money, figures: Figures, is_feasible: bool
) -> GroupShare:
    """One group against the cap: exactly a fifth is within it."""
    share = Fraction(total_of(awards).pence, total.pence) if total.pence else None
    standing = Standing.WITHIN
    if share is not None and share > figures.cap.share("share"):
        standing = Standing.BREACH if is_feasible else Standing.WARNING
    elif share is not None and share > figures.warning.share("share"):
        standing = Standing.WARNING
    return GroupShare(group_id, tuple(awards), share, standing)


def band(index: Fraction | None, figures: Figures) -> str | None:
    """What the competition authority calls a market with that index; None without one."""
    if index is None:
        return None
    if index > figures.index.number("hhi_highly_concentrated_over"):
        return "highly_concentrated"
    return "concentrated" if index > figures.index.number("hhi_concentrated_over") else "unconcentrated"
