"""The rules of an award, each as a sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from services.tendering.tests.builders import (
    AFTERWARDS,
    DEADLINE,
    NOW,
    a_bid,
    a_notice,
    a_published_notice,
    an_envelope,
)

from kernel.errors import RuleBroken
from kernel.money import Money
from tendering.awards.domain import Award
from tendering.awards.rules import standstill_end
from tendering.notices.domain import Notice
from tendering.obligations.domain import Regime
from tendering.terms.domain import Lot


def two_lots() -> Notice:
    return a_published_notice(lots=[Lot(title=title, value=Money(1)) for title in ("Prevention", "Outreach")])


def test_the_value_of_an_award_is_what_the_bid_asks_for_its_lots() -> None:
    notice = two_lots()
    bid = a_bid(notice, envelope=an_envelope(notice, "10.50"))
    one = Award.decide(notice, bid, [notice.lots[1].id], reason="Best.", bids_received=1, now=AFTERWARDS)
    assert str(one.value) == "10.50"
    both = two_lots()
    award = Award.decide(
        both, a_bid(both, envelope=an_envelope(both, "10.50")), [lot.id for lot in both.lots],
        reason="Best.", bids_received=1, now=AFTERWARDS,
    )  # fmt: skip
    assert str(award.value) == "21.00"
    assert {lot.award_id for lot in both.lots} == {award.id}


def test_before_the_deadline_there_is_no_award() -> None:
    notice = two_lots()
    with pytest.raises(RuleBroken, match="before the deadline"):
        Award.decide(notice, a_bid(notice), [notice.lots[0].id], reason="Best.", bids_received=1, now=DEADLINE)


def published(at: datetime, **changes: object) -> Notice:
    notice = a_notice(closes_at=at + timedelta(days=30), **changes)
    notice.publish(now=at)
    return notice


class TestStandstill:
    """Procurement Act 2023 s.51."""

    notice_day = datetime(2026, 11, 2, 9, tzinfo=UTC)
    award_day = datetime(2026, 12, 24, 10, tzinfo=UTC)

    def test_is_eight_working_days_beginning_with_the_award_notice(self) -> None:
        assert standstill_end(published(self.notice_day), None, now=self.award_day) == date(2027, 1, 8)

    def test_is_not_required_for_light_touch(self) -> None:
        notice = published(self.notice_day, regime=Regime.LIGHT_TOUCH)
        assert standstill_end(notice, None, now=self.award_day) is None

    def test_binds_light_touch_when_it_was_announced(self) -> None:
        notice = published(self.notice_day, regime=Regime.LIGHT_TOUCH)
        assert standstill_end(notice, 8, now=self.award_day) == date(2027, 1, 8)

    def test_is_not_shortened_by_announcing_less(self) -> None:
        assert standstill_end(published(self.notice_day), 10, now=self.award_day) == date(2027, 1, 12)

    def test_is_not_required_below_the_threshold(self) -> None:
        notice = published(NOW, lots=[Lot(title="All", value=Money.parse("9000.00"))])
        assert standstill_end(notice, None, now=AFTERWARDS) is None
