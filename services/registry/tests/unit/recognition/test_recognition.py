"""The pledge, the badge and parity: nobody is recognised without evidence, nor loses a badge unheard."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.registry.tests.builders import a_fact

from kernel.errors import RuleBroken, Unacceptable
from registry.recognition.domain.badges import Badge, Item, Status
from registry.recognition.domain.parity import Offer, figure, parity
from registry.recognition.domain.pledges import Pledge, must_be_of_the_five, public_values, spelt

NOW = datetime(2026, 8, 17, 9, tzinfo=UTC)
TODAY = NOW.date()
READY = [Item("active", True), Item("public_service_mutual", True)]
outcomes = st.sampled_from([True, False, None])
offers = st.lists(
    st.builds(Offer, st.sampled_from([uuid4() for _ in range(4)]), st.dates(), st.booleans(), outcomes), max_size=30
)


def a_badge() -> Badge:
    return Badge.grant(uuid4(), READY, now=NOW)


@given(st.lists(outcomes, min_size=1, max_size=6))
def test_a_badge_needs_every_item_and_an_unknown_one_is_no_yes(answers: list[bool | None]) -> None:
    checklist = [Item(f"item_{place}", answer) for place, answer in enumerate(answers)]
    if all(answers):
        assert Badge.grant(uuid4(), checklist, now=NOW).stands
    else:
        with pytest.raises(RuleBroken, match="not met"):
            Badge.grant(uuid4(), checklist, now=NOW)


def test_a_badge_lasts_twelve_months_and_expires_after_its_last_day() -> None:
    badge = a_badge()
    assert badge.expires_on == date(2027, 8, 16)
    with pytest.raises(RuleBroken):
        badge.expire(now=datetime(2027, 8, 16, 22, tzinfo=UTC))
    badge.expire(now=datetime(2027, 8, 16, 23, tzinfo=UTC))  # midnight of a British summer
    assert (badge.status, badge.stands) == (Status.EXPIRED, False)


def test_a_threat_that_nobody_decided_in_time_is_told_to_nobody() -> None:
    badge = a_badge()
    badge.threaten("Its employees no longer control it.", now=NOW)
    badge.expire(now=NOW + timedelta(days=366))
    assert (badge.status, badge.reason, badge.reply_by) == (Status.EXPIRED, None, None)


def test_renewal_begins_a_new_term_on_the_same_checklist() -> None:
    badge = a_badge()
    badge.renew(READY, now=datetime(2027, 7, 1, 9, tzinfo=UTC))
    assert badge.expires_on == date(2028, 6, 30)
    with pytest.raises(RuleBroken):
        badge.renew([Item("active", None)], now=NOW)


def test_nobody_loses_a_badge_unheard() -> None:
    badge = a_badge()
    with pytest.raises(RuleBroken, match="told why"):
        badge.withdraw(now=NOW)
    badge.threaten("Its employees no longer control it.", now=NOW)
    assert (badge.stands, badge.reply_by) == (True, date(2026, 9, 14))
    with pytest.raises(RuleBroken, match="may reply"):
        badge.withdraw(now=NOW + timedelta(days=28))
    with pytest.raises(RuleBroken, match="unchallenged"):
        badge.renew(READY, now=NOW)
    badge.withdraw(now=NOW + timedelta(days=29))
    assert badge.status is Status.WITHDRAWN


def test_a_reply_lets_the_registrar_decide_at_once_either_way() -> None:
    heeded, overruled = a_badge(), a_badge()
    for badge in (heeded, overruled):
        badge.threaten("Its employees no longer control it.", now=NOW)
        badge.answer("They do.")
        with pytest.raises(RuleBroken):
            badge.answer("They really do.")
    heeded.keep()
    overruled.withdraw(now=NOW)
    assert (heeded.status, heeded.reason, overruled.status) == (Status.RECOGNISED, None, Status.WITHDRAWN)


def test_a_statement_is_evidenced_by_a_fact_that_may_be_relied_on_today() -> None:
    lasting, ending = a_fact("reports_impact_openly", True), a_fact("board_open_to_observers", True, expires_on=TODAY)
    evidence = {"accountability": [lasting.id, ending.id, uuid4()], "democracy": [ending.id]}
    pledge = Pledge(organisation_id=uuid4(), signed_at=NOW, evidence=spelt(evidence))
    for day, evidenced in ((TODAY, {"accountability", "democracy"}), (TODAY + timedelta(days=1), {"accountability"})):
        statements = pledge.statements([lasting, ending], on=day)
        assert [it.value for it in statements] == [*public_values(on=TODAY)]
        assert {it.value for it in statements if it.is_evidenced} == evidenced


def test_only_the_five_values_and_the_organisations_own_facts_are_pledged() -> None:
    fact = uuid4()
    must_be_of_the_five({"dignity": [fact]}, {fact}, on=TODAY)
    with pytest.raises(Unacceptable) as stranger:
        must_be_of_the_five({"dignity": [fact, uuid4()]}, {fact}, on=TODAY)
    with pytest.raises(Unacceptable) as sixth:
        must_be_of_the_five({"growth": []}, set(), on=TODAY)
    assert (stranger.value.path, sixth.value.path) == ("/evidence/dignity/1", "/evidence/growth")


@given(offers, st.randoms())
def test_parity_counts_every_offer_once_whatever_their_order(given_offers: list[Offer], chance: Random) -> None:
    found = parity(given_offers)
    tallies = (found.user_led, found.others, found.unknown)
    assert sum(it.offers for it in tallies) == len(given_offers)
    assert sum(it.wins for it in tallies) == sum(it.won for it in given_offers)
    turned = [*given_offers]
    chance.shuffle(turned)
    assert parity(turned) == found
    for share in (found.bid_share, found.win_share, found.user_led.win_rate, found.others.win_rate):
        assert share is None or 0 <= share <= 1
    known = [it for it in given_offers if it.user_led is not None]
    assert parity(known).win_parity == found.win_parity  # who is unknown moves no ratio


def test_parity_is_one_where_both_win_as_often_and_none_where_there_is_nothing_to_compare() -> None:
    bidder = uuid4()
    even = [Offer(bidder, TODAY, won, led) for led in (True, False) for won in (True, False, False)]
    assert parity(even).win_parity == Fraction(1)
    assert figure(parity(even).user_led.win_rate) == Decimal("0.3333")
    assert parity([]).win_parity is parity([]).bid_share is None
    lost = [Offer(bidder, TODAY, True, True), Offer(bidder, TODAY, False, False)]
    assert (parity(lost).win_parity, parity(lost).win_share) == (None, Fraction(1))
