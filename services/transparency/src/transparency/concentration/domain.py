"""Shares of a scope's money by group of companies. Pure: no database, no clock, no wire. Amounts are pence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from transparency.flows.domain import UNTRACED, Holder, part_of


@dataclass(frozen=True, slots=True)
class Figures:
    """What shares are held against. Exactly the cap is within it; exactly the warning level warns."""

    cap: Fraction
    warning: Fraction
    minimum_groups: int
    concentrated_over: Fraction
    highly_concentrated_over: Fraction


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One group's money: what it is paid first, pays on to others and gets from them. `group` None is the untraced."""

    group: Holder
    direct: Fraction
    paid_down: Fraction
    received: Fraction
    total: Fraction  # of the whole scope
    figures: Figures

    @property
    def attributed(self) -> Fraction:
        """What it is paid in the end. That of all groups is the total."""
        return self.direct - self.paid_down + self.received

    @property
    def direct_share(self) -> Fraction | None:
        return part_of(self.direct, self.total)

    @property
    def share(self) -> Fraction | None:
        """Of the attributed."""
        return part_of(self.attributed, self.total)

    @property
    def direct_breach(self) -> bool | None:
        """Whether the prime payments alone are over the cap."""
        return self._is_over(self.direct_share)

    @property
    def breach(self) -> bool | None:
        """Whether it holds more than the cap; never of money whose owner nobody knows, and None of nothing."""
        return self._is_over(self.share)

    @property
    def warning(self) -> bool | None:
        """Whether it comes near the cap without passing it."""
        if self.share is None:
            return None
        return self.group is not UNTRACED and self.figures.warning <= self.share <= self.figures.cap

    @property
    def excess(self) -> Fraction:
        """How much lies beyond the cap."""
        over = self.attributed - self.figures.cap * self.total
        return Fraction() if self.group is UNTRACED else max(Fraction(), over)

    def _is_over(self, share: Fraction | None) -> bool | None:
        return None if share is None else self.group is not UNTRACED and share > self.figures.cap


@dataclass(frozen=True, slots=True)
class Concentration:
    """Every group of a scope, the largest first."""

    total: Fraction
    groups: Sequence[GroupShare]
    figures: Figures

    @property
    def cap_amount(self) -> Fraction:
        return self.figures.cap * self.total

    def attributed_to(self, group: Holder) -> Fraction:
        """What one group is paid in the end; nothing, where it has no part in the scope."""
        return sum((each.attributed for each in self.groups if each.group == group), start=Fraction())

    @property
    def named(self) -> Sequence[GroupShare]:
        """All but the untraced; none where there is no money."""
        return [each for each in self.groups if each.group is not UNTRACED] if self.total else []

    @property
    def index(self) -> Fraction | None:
        """The Herfindahl-Hirschman index, of 10,000. A lower bound: untraced money adds nothing to it."""
        shares = [each.share for each in self.named if each.share is not None]
        return sum(((100 * share) ** 2 for share in shares), start=Fraction()) if self.total else None

    @property
    def band(self) -> str | None:
        """What the competition authority calls a market with that index."""
        if self.index is None:
            return None
        if self.index > self.figures.highly_concentrated_over:
            return "highly_concentrated"
        return "concentrated" if self.index > self.figures.concentrated_over else "not_concentrated"

    @property
    def top_three(self) -> Fraction | None:
        """The part of the three largest together (CR3)."""
        shares = sorted((each.share for each in self.named if each.share is not None), reverse=True)
        return sum(shares[:3], start=Fraction()) if self.total else None

    @property
    def over_cap(self) -> Sequence[GroupShare]:
        """The groups that hold more than the cap."""
        return [each for each in self.groups if each.breach]

    @property
    def too_few_groups(self) -> bool:
        """Whether the cap could not be kept by arithmetic."""
        return len(self.named) < self.figures.minimum_groups


@dataclass(frozen=True, slots=True)
class Leakage:
    """What leaves an organisation as profit, by its accounts of a year, and an estimate of what left of a scope."""

    rate: Fraction | None
    dividends_alone: Fraction | None
    estimated: Fraction | None


#: What part of an organisation's money is whose: 1 of its own group's, or each owner's share of a joint venture.
Parts = Mapping[Holder, Mapping[Holder, Fraction]]
