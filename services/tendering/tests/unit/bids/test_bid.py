"""The rules of a sealed bid, each as a sentence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from services.tendering.tests.builders import DEADLINE, INSTANT, NOW, a_bid, a_published_notice, an_envelope

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from tendering.bids.domain import must_be_open, must_welcome
from tendering.envelopes.domain import Envelope, Offer
from tendering.envelopes.tables import EnvelopeBytes


def test_a_bid_is_in_time_at_the_exact_instant_of_the_deadline_and_late_after_it() -> None:
    notice = a_published_notice()
    must_welcome(notice, now=DEADLINE)
    with pytest.raises(RuleBroken, match="nothing of what a late bid says is kept"):
        must_welcome(notice, now=DEADLINE + INSTANT)


def test_a_cancelled_notice_welcomes_no_bids() -> None:
    notice = a_published_notice()
    notice.cancel("The money is gone.", now=NOW)
    with pytest.raises(RuleBroken, match="is cancelled"):
        must_welcome(notice, now=NOW)


def test_a_replaced_bid_counts_from_when_it_was_replaced() -> None:
    notice = a_published_notice()
    bid = a_bid(notice)
    bid.replace(an_envelope(notice, "1.00"), notice, now=DEADLINE)
    assert (bid.price_of([notice.lots[0].id]), bid.received_at, bid.version) == (Money(100), DEADLINE, 2)


def test_after_the_deadline_a_bid_is_neither_replaced_nor_withdrawn() -> None:
    notice = a_published_notice()
    bid = a_bid(notice)
    with pytest.raises(RuleBroken, match="deadline"):
        bid.replace(an_envelope(notice, "1.00"), notice, now=DEADLINE + INSTANT)
    with pytest.raises(RuleBroken, match="deadline"):
        bid.withdraw(notice, now=DEADLINE + INSTANT)
    assert (bid.envelope, bid.withdrawn_at, bid.version) == (an_envelope(notice), None, 1)


def test_a_withdrawn_bid_stays_withdrawn() -> None:
    notice = a_published_notice()
    bid = a_bid(notice)
    bid.withdraw(notice, now=NOW)
    with pytest.raises(RuleBroken, match="was withdrawn"):
        bid.replace(an_envelope(notice), notice, now=NOW)


def test_an_offer_is_for_a_lot_of_the_notice_and_each_lot_is_priced_once() -> None:
    notice = a_published_notice()
    offer = Offer(notice.lots[0].id, Money(1))
    for offers in ((Offer(uuid4(), Money(1)),), (offer, offer)):
        with pytest.raises(Unacceptable, match="priced once") as refused:
            Envelope(offers, "Homes first.").must_fit(notice)
        assert refused.value.path == f"/offers/{len(offers) - 1}/lot_id"


def test_a_lot_that_was_not_offered_has_no_price() -> None:
    bid = a_bid(a_published_notice())
    with pytest.raises(RuleBroken, match="makes no offer"):
        bid.price_of([uuid4()])


def test_only_the_buyers_commissioners_and_auditors_are_entitled_to_opened_bids() -> None:
    notice = a_published_notice()
    assert notice.shows_all_to(notice.buyer_id, {"commissioner"})
    assert notice.shows_all_to(None, {"auditor"})
    assert not notice.shows_all_to(notice.buyer_id, {"evaluator"})
    assert not notice.shows_all_to(uuid4(), {"commissioner"})
    assert not notice.shows_all_to(None, {"platform_admin"})


def test_bids_open_after_the_deadline_and_not_in_its_last_instant() -> None:
    with pytest.raises(RuleBroken, match=f"sealed until the deadline, {DEADLINE:%Y-%m-%d}"):
        must_be_open(a_published_notice(), now=DEADLINE)
    must_be_open(a_published_notice(), now=DEADLINE + timedelta(microseconds=1))


def test_an_envelope_comes_back_from_its_bytes_as_it_went_in() -> None:
    envelope = Envelope((Offer(uuid4(), Money.parse("0.01")),), "Ænglisc\nand 家", ("0" * 64,))
    kept = EnvelopeBytes()
    shut = kept.process_bind_param(envelope, None)  # type: ignore[arg-type]  # the dialect does not matter
    assert isinstance(shut, bytes)
    assert kept.process_result_value(shut, None) == envelope  # type: ignore[arg-type]
