"""How spending on people looks on the wire."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import DecimalOut, MoneyOut, Out
from kernel.money import Money
from transparency.concentration.schemas.judgements import RuleOut
from transparency.flows.schemas import percent
from transparency.people_spending.domain import PeopleSpending


class PeopleSpendingOut(Out):
    """What an authority paid for services to people, and which part of all it paid that is.

    What was paid under no contract is `unknown` and in neither other part, so the share is a lower bound.
    """

    buyer_id: UUID
    first: date
    last: date
    total: MoneyOut
    for_people: MoneyOut
    for_others: MoneyOut
    unknown: MoneyOut
    share_pct: DecimalOut | None
    unknown_pct: DecimalOut | None
    rule: RuleOut

    @classmethod
    def of(cls, buyer_id: UUID, found: PeopleSpending) -> Self:
        sums = {name: Money(getattr(found, name)) for name in ("total", "for_people", "for_others", "unknown")}
        return cls(
            buyer_id=buyer_id,
            first=found.days.first,
            last=found.days.last,
            **sums,
            share_pct=percent(found.share),
            unknown_pct=percent(found.unknown_share),
            rule=RuleOut.of(found.rule),
        )
