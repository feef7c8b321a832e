"""From payments to groups above the figure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from kernel.periods import DatePeriod, months_later
from rulebook.rules import Rule, rule, rules
from transparency.concentration.domain import Parts
from transparency.concentration.rules import owners_of
from transparency.strategic_suppliers.domain import Prime, Supplier

STRATEGIC = "strategic_supplier"


def rule_on(day: date) -> Rule:
    """The figure, that day. Of days before it, the first."""
    return rule(STRATEGIC, on=max(day, rules()[STRATEGIC][0].valid.first))


def months_up_to(day: date, figure: Rule) -> DatePeriod:
    """The months that count, the day included."""
    return DatePeriod(months_later(day, -figure.number("months")) + timedelta(days=1), day)


def strategic(paid: Iterable[Prime], parts: Parts, figure: Rule) -> Sequence[Supplier]:
    """Groups that were paid more than the figure; of a joint venture each owner has its share."""
    revenue: dict[UUID, Fraction] = {}
    authorities: dict[UUID, set[UUID]] = {}
    members: dict[UUID, set[UUID]] = {}
    for each in paid:
        for group, part in owners_of(each.payee_id, parts).items():
            if group is not None:
                revenue[group] = revenue.get(group, Fraction()) + part * each.pence
                authorities.setdefault(group, set()).add(each.buyer_id)
                members.setdefault(group, set()).add(each.payee_id)
    over = figure.money("revenue_over").pence
    found = [
        Supplier(group, paid, len(authorities[group]), sorted(members[group]))
        for group, paid in revenue.items()
        if paid > over
    ]
    return sorted(found, key=lambda it: (-it.revenue, it.group_id))
