"""Two accounts of the same money, month by month. Pure: no database, no clock, no wire. All sums are pence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MonthPaid:
    """What each account says was paid in a month; None where no file names the contract in it."""

    month: date
    posted: int
    published: int | None

    @property
    def counted(self) -> int:
        """What counts: files where one names the contract, and otherwise what was posted; never both."""
        return self.posted if self.published is None else self.published

    @property
    def difference(self) -> int | None:
        """By how much the files say more than what was posted; None where they say nothing."""
        return None if self.published is None else self.published - self.posted


@dataclass(frozen=True, kw_only=True)
class ContractSpend:
    """What was invoiced under a contract and what was paid, by both accounts."""

    invoiced: int
    months: Sequence[MonthPaid]

    @property
    def posted(self) -> int:
        """By the payments that were posted."""
        return sum(each.posted for each in self.months)

    @property
    def published(self) -> int:
        """By the spend files that name the contract."""
        return sum(each.published or 0 for each in self.months)

    @property
    def counted(self) -> int:
        """Every payment once."""
        return sum(each.counted for each in self.months)

    @property
    def difference(self) -> int:
        """Of the months in which files name the contract."""
        return sum(each.difference or 0 for each in self.months)


def held_together(posted: Mapping[date, int], published: Mapping[date, int]) -> list[MonthPaid]:
    """Every month of either account, the earliest first."""
    return [MonthPaid(month, posted.get(month, 0), published.get(month)) for month in sorted({*posted, *published})]
