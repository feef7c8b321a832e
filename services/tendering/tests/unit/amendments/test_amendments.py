"""Whatever a buyer tries, in whatever order: published terms change only by an amendment before the deadline."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from services.tendering.tests.builders import (
    AFTERWARDS,
    DEADLINE,
    INSTANT,
    NOW,
    a_bid,
    a_notice,
    a_published_notice,
    an_envelope,
    terms,
)

from kernel.errors import DomainError, RuleBroken, Unacceptable
from kernel.money import Money
from tendering.amendments.domain import Amendment, Changes
from tendering.bids.domain import Bid, may_read
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.notices.domain import Notice
from tendering.terms.domain import Lot

LATER = DEADLINE + timedelta(days=14)


def weights(price: int) -> list[Criterion]:
    rest = Decimal(100 - price)
    return [Criterion("Price", CriterionKind.PRICE, Decimal(price)), Criterion("Quality", CriterionKind.QUALITY, rest)]


def amended(notice: Notice, changes: Changes) -> Amendment:
    return Amendment.publish(notice, changes, number=1, reason="Bidders asked.", now=NOW + timedelta(days=1))


def said(notice: Notice) -> list[tuple[str, Fraction]]:
    return [(each.name, each.points) for each in notice.criteria]


class Amending(RuleBasedStateMachine):
    """One notice, a bidder, a clock that only runs forward, and a buyer who would like other weights."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = a_notice(criteria=weights(30))
        self.now = NOW
        self.amendments: list[Amendment] = []
        self.announced = said(self.notice)
        self.hashes: list[str | None] = []
        self.bids: list[Bid] = []

    def attempt(self, act: Callable[[], object]) -> bool:
        with suppress(DomainError):
            act()
            return True
        return False

    @rule(step=st.sampled_from([timedelta(), INSTANT, timedelta(days=20), timedelta(days=60)]))
    def time_passes(self, step: timedelta) -> None:
        self.now += step

    @rule()
    def the_clock_strikes_the_deadline(self) -> None:
        self.now = max(self.now, self.notice.closes_at)

    @rule(price=st.integers(0, 101))
    def revise(self, price: int) -> None:
        if self.attempt(lambda: self.notice.revise(terms(criteria=weights(price)))):
            assert self.notice.published_at is None
            self.announced = said(self.notice)

    @rule()
    def publish(self) -> None:
        if self.attempt(lambda: self.notice.publish(now=self.now)):
            self.hashes.append(self.notice.terms_hash)

    @rule(price=st.integers(0, 101), days=st.sampled_from([None, -1, 0, 7]))
    def amend(self, price: int, days: int | None) -> None:
        before, number = self.notice.closes_at, len(self.amendments) + 1
        closes_at = None if days is None else before + timedelta(days=days)
        changes = Changes(criteria=weights(price), closes_at=closes_at)
        with suppress(DomainError):
            self.amendments.append(
                Amendment.publish(self.notice, changes, number=number, reason="Asked.", now=self.now)
            )
            assert self.now <= before
            self.announced = said(self.notice)

    @rule()
    def cancel(self) -> None:
        self.attempt(lambda: self.notice.cancel("No funds.", now=self.now))

    @rule()
    def bid(self) -> None:
        if self.notice.welcomes_bids(now=self.now):
            self.bids.append(a_bid(self.notice, received_at=self.now))

    @invariant()
    def the_weights_are_those_that_were_announced(self) -> None:
        assert said(self.notice) == self.announced

    @invariant()
    def the_hash_is_that_of_the_terms_and_each_follows_from_the_one_before(self) -> None:
        if self.notice.published_at is not None:
            assert self.notice.terms_hash == self.notice.digest()
            chain = [*self.hashes, *(each.terms_hash for each in self.amendments)]
            assert [each.previous_hash for each in self.amendments] == chain[:-1]
            assert self.notice.terms_hash == chain[-1]

    @invariant()
    def bidders_never_lose_time_and_get_more_when_the_terms_are_others(self) -> None:
        closes = [DEADLINE, *(each.closes_at for each in self.amendments)]
        for each, before in zip(self.amendments, closes, strict=False):
            assert each.closes_at >= before
            assert each.closes_at > before or each.previous_hash == each.terms_hash

    @invariant()
    def nobody_opens_a_bid_that_was_made_for_other_terms(self) -> None:
        late = self.now + timedelta(days=1000)
        for bid in self.bids:
            opened = may_read(bid, self.notice, self.notice.buyer_id, ["commissioner"], now=late)
            assert not opened or bid.terms_hash == self.notice.terms_hash


TestAmending = Amending.TestCase


def test_a_bid_that_is_replaced_after_an_amendment_is_opened() -> None:
    notice = a_published_notice()
    bid = a_bid(notice, bidder_id=uuid4())
    amended(notice, Changes(criteria=weights(40), closes_at=LATER))
    when = LATER + INSTANT
    assert not may_read(bid, notice, notice.buyer_id, ["commissioner"], now=when)
    bid.replace(an_envelope(notice), notice, now=LATER)
    assert may_read(bid, notice, notice.buyer_id, ["commissioner"], now=when)


def test_more_time_alone_leaves_bids_as_they_are() -> None:
    notice = a_published_notice()
    amendment = amended(notice, Changes(closes_at=LATER))
    assert (amendment.changed, amendment.terms_hash) == (["closes_at"], amendment.previous_hash)


def test_a_lot_keeps_its_identity_and_new_ones_come_last() -> None:
    notice = a_published_notice()
    [stands] = notice.lots
    bigger = replace(stands, value=Money.parse("2000000.00"))
    added = Lot(title="Outreach", value=Money.parse("60000.00"))
    amendment = amended(notice, Changes(lots=[added, bigger], standing=[None, stands.id], closes_at=LATER))
    assert amendment.changed == ["closes_at", "lots"]
    assert notice.lots == [stands, added]
    assert stands.value == Money.parse("2000000.00")


def test_no_lot_vanishes_and_none_of_another_notice_comes() -> None:
    notice, other = a_published_notice(), a_published_notice()
    with pytest.raises(Unacceptable):
        amended(notice, Changes(lots=other.lots, closes_at=LATER))
    with pytest.raises(Unacceptable):
        amended(notice, Changes(lots=[*notice.lots, *other.lots], standing=[other.lots[0].id], closes_at=LATER))


def test_an_amendment_that_changes_nothing_is_refused() -> None:
    notice = a_published_notice()
    same = [replace(each, weight=Decimal(f"{each.weight}.00")) for each in notice.criteria]
    with pytest.raises(RuleBroken):
        amended(notice, Changes(criteria=same, title=notice.title, closes_at=notice.closes_at))


def test_a_method_is_part_of_what_is_hashed() -> None:
    notice, other = a_notice(), a_notice()
    other.lots, other.criteria = notice.lots, notice.criteria
    assert notice.digest() == other.digest()
    other.method_digest = "0" * 64
    assert notice.digest() != other.digest()


def test_after_the_deadline_nothing_is_amended() -> None:
    notice = a_published_notice()
    with pytest.raises(RuleBroken):
        notice.amend(terms(closes_at=LATER, lots=notice.lots), now=AFTERWARDS)
