"""What a dynamic market owes: a notice of each step (s.39), which here is published in the same act."""

from datetime import date

from rulebook.notices import duty
from tendering.calendar.domain import Duty
from tendering.calendar.rules import kept_of
from tendering.markets.domain import Market, MarketDays
from tendering.obligations.domain import Force, Obligation
from tendering.obligations.rules.duties import notice_of

MODIFIED = "Its conditions or its members changed."


def obligations_of_market(days: MarketDays) -> list[Obligation]:
    """The notices UK13 to UK16. One whose step has not come waits for it."""
    return [
        _told(days, "UK13", "It is announced before it is set up.", due=days.established_on, met_on=days.intended_on),
        _told(days, "UK14", "It was set up.", due=days.established_on, met_on=days.established_on),
        _told(days, "UK15", MODIFIED, due=days.changed_on, met_on=days.changed_on),
        _told(days, "UK16", "It ceased.", due=days.ceased_on, met_on=days.ceased_on),
    ]


def _told(days: MarketDays, code: str, because: str, *, due: date | None, met_on: date | None) -> Obligation:
    return notice_of(duty(code, on=days.intended_on), code, Force.REQUIRED, because, due=due, met_on=met_on)


def duties_of_market(market: Market, days: MarketDays) -> list[Duty]:
    """The notices of a dynamic market whose step has come, as lines of the calendar."""
    return [
        Duty(market_id=market.id, buyer_id=market.buyer_id, about=market.title, **kept_of(each))
        for each in obligations_of_market(days)
        if each.due is not None
    ]
