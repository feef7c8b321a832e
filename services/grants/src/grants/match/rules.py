"""How match counts. Exact: shares are fractions, and only who shows them rounds. Only what is evidenced counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from grants.terms.domain import Match, MatchKind, Terms
from kernel.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Matched:
    """What the evidenced match of a grant comes to. Ratios are None where what they are held against is nothing.

    `fully_funded`: the award and the match are the eligible cost, neither more nor less.
    """

    total: Money
    pending: Money
    in_kind: Money
    ratio: Fraction | None
    is_enough: bool | None
    in_kind_share: Fraction | None
    in_kind_within_cap: bool
    fully_funded: bool
    volunteer_time: Fraction


def matched(terms: Terms) -> Matched:
    """The evidenced match of a grant, held against its award and its terms. In kind is never counted as cash."""
    award = terms.grant.amount
    counted = [each for each in terms.match if each.evidence is not None]
    total, pending = _sum(counted), _sum(each for each in terms.match if each.evidence is None)
    in_kind = _sum(each for each in counted if each.kind is MatchKind.IN_KIND)
    ratio = Fraction(total.pence, award.pence) if award.pence else None
    return Matched(
        total=total,
        pending=pending,
        in_kind=in_kind,
        ratio=ratio,
        is_enough=None if ratio is None else ratio >= Fraction(terms.minimum_match_ratio),
        in_kind_share=Fraction(in_kind.pence, total.pence) if total.pence else None,
        in_kind_within_cap=in_kind.pence <= Fraction(terms.in_kind_cap) * total.pence,
        fully_funded=terms.eligible_cost == award + total,
        volunteer_time=sum((each.time for each in counted), start=Fraction(0)),
    )


def _sum(lines: Iterable[Match]) -> Money:
    return sum((each.amount for each in lines), start=ZERO)
