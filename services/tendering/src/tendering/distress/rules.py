"""How signs of distress are counted: which of them still do, and what they are worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kernel.periods import months_later
from rulebook.rules import Rule, rule
from tendering.distress.domain import Seen


@dataclass(frozen=True, kw_only=True)
class Count:
    """The rule by which signs are counted, and the day on which they are."""

    rule: Rule
    on: date

    @classmethod
    def as_of(cls, day: date) -> Self:
        return cls(rule=rule("delivery.distress_signs", on=day), on=day)

    @property
    def counted_from(self) -> date:
        """The first day of the months that end with this one."""
        return months_later(self.on, -self.rule.number("months")) + timedelta(days=1)


def points_of(signs: Iterable[Seen], count: Count) -> int:
    """What the signs of one group are worth: each kind counts once, however often and by whomever it was seen."""
    kinds = {each.sign for each in signs if count.counted_from <= each.on <= count.on}
    return sum(count.rule.number(kind) for kind in kinds)
