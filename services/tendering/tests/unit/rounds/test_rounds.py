"""Rounds of an open framework: which replaces which, what differs, what an earlier bid comes to."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some
from services.tendering.tests.builders import NOW, a_published_notice

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from rulebook.open_frameworks import Round
from tendering.envelopes.domain import Envelope, Member, MemberRole, Offer
from tendering.frameworks.domain import Scheme
from tendering.frameworks.rules import may_call_off, reopening_due, whole_ends_on
from tendering.notices.domain import Notice
from tendering.obligations.domain import Category, Regime
from tendering.rounds.rules import carried_over, differences, rules_of_reopening
from tendering.terms.domain import CallOff, Framework, Lot

STARTS, ENDS = date(2026, 11, 1), date(2034, 10, 31)
SIGNED = date(2026, 11, 1)
VALUE = Money.parse("1800000.00")


def a_round(ends: date = ENDS, titles: tuple[str, ...] = ("Outreach",), **changes: Any) -> Notice:
    agreed = changes.pop("agreed", {})
    lots = [Lot(title=title, value=VALUE, starts_on=STARTS, ends_on=ends) for title in titles]
    framework = Framework(CallOff.EITHER, 3, is_open=True, **agreed)
    return a_published_notice(lots=lots, framework=framework, **changes)


def a_scheme(first: Notice, *later: tuple[Notice, date], suppliers: int = 3) -> Scheme:
    rounds = {first.id: Round(SIGNED, suppliers)} | {each.id: Round(day, suppliers) for each, day in later}
    return Scheme(first=first, rounds=rounds)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_each_round_ends_the_day_before_the_next_is_awarded() -> None:
    first, second = a_round(), a_round()
    scheme = a_scheme(first, (second, date(2029, 5, 1)))
    assert [scheme.last_of(each.id) for each in (first, second)] == [date(2029, 4, 30), None]
    assert scheme.last_of(uuid4()) is None


@given(day=some.dates(STARTS, ENDS), finishes=some.booleans(), began=some.booleans())
def test_under_a_round_that_was_replaced_only_what_was_begun_before_is_finished_where_it_says_so(
    day: date, finishes: bool, began: bool
) -> None:
    first, replaced = a_round(agreed={"finishes_call_offs": finishes}), date(2029, 5, 1)
    scheme = a_scheme(first, (a_round(), replaced))
    begun_at = at(replaced - timedelta(days=1)) if began else at(replaced)
    says = may_call_off(
        first,
        first.lots[0].id,
        first.buyer_id,
        used=Money(0),
        value=Money(100),
        scheme=scheme,
        begun_at=begun_at,
        now=at(day),
    )
    assert any(each.blocks for each in says) is (day >= replaced and not (finishes and began))


def test_the_whole_ends_when_its_first_notice_says_or_the_law_whichever_is_sooner() -> None:
    short, long = a_round(date(2030, 10, 31)), a_round(date(2034, 12, 31), regime=Regime.LIGHT_TOUCH)
    full = a_round(date(2034, 12, 31))
    ends = [whole_ends_on(a_scheme(each), now=NOW) for each in (short, long, full)]
    assert ends == [date(2030, 10, 31), date(2034, 12, 31), date(2034, 10, 31)]
    assert whole_ends_on(a_scheme(full, suppliers=1), now=NOW) == date(2030, 10, 31)


def test_another_round_is_due_of_the_full_regime_only() -> None:
    bound, free = a_round(), a_round(regime=Regime.LIGHT_TOUCH)
    due = [reopening_due(a_scheme(each), each.id, now=NOW) for each in (bound, free)]
    assert due == [date(2029, 10, 31), None]
    short = a_round(date(2029, 10, 31))
    assert reopening_due(a_scheme(short), short.id, now=NOW) is None


@pytest.mark.parametrize(("ends", "refused"), [(ENDS, False), (ENDS + timedelta(days=1), True)])
def test_no_round_moves_the_end_of_the_whole(ends: date, refused: bool) -> None:
    scheme = a_scheme(a_round())
    says = rules_of_reopening(scheme, a_round(ends), now=NOW)
    assert any(each.blocks for each in says) is refused


def test_what_nobody_has_signed_is_not_awarded_anew() -> None:
    with pytest.raises(RuleBroken, match="not awarded yet"):
        rules_of_reopening(Scheme(first=a_round(), rounds={}), a_round(), now=NOW)


def test_terms_that_differ_are_named() -> None:
    other = a_round(titles=("Beds",), agreed={"pricing": "Otherwise."}, category=Category.WORKS)
    assert differences(a_round(), a_round()) == []
    assert differences(a_round(), other) == ["category", "pricing", "lots"]


def test_only_an_open_framework_reopens_one() -> None:
    with pytest.raises(Unacceptable, match="open framework"):
        a_published_notice(framework=Framework(CallOff.EITHER, 3), reopens_id=uuid4())


def test_an_earlier_bid_is_for_the_lots_of_the_same_names() -> None:
    earlier, notice = a_round(titles=("Outreach", "Beds")), a_round(titles=("beds", "Outreach"))
    outreach, beds = (lot.id for lot in earlier.lots)
    offers = (Offer(outreach, Money(100)), Offer(beds, Money(200)))
    whole = Member(UUID(int=1), MemberRole.LEAD, Decimal(100), (beds,))
    found = carried_over(Envelope(offers, "As before.", consortium=(whole,)), earlier, notice)
    assert [(each.lot_id, each.price) for each in found.offers] == [
        (notice.lots[1].id, Money(100)),
        (notice.lots[0].id, Money(200)),
    ]
    assert found.consortium[0].lots == (notice.lots[0].id,)
    with pytest.raises(RuleBroken, match="beds"):
        carried_over(Envelope(offers, "As before."), earlier, a_round(titles=("Outreach",)))
