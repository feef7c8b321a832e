"""Whatever a buyer tries, in whatever order: published terms change only by an amendment before the deadline."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from hypothesis import given
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
from tendering.terms.domain import CallOff, Framework, Lot, PastPerformance

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


@given(
    clause=st.none() | st.sampled_from(["Users may recall.", "Users may recall after a year."]),
    past=st.none() | st.lists(st.sampled_from(PastPerformance), unique=True).map(sorted),
    suppliers=st.none() | st.integers(1, 5),
    days=st.integers(0, 7),
)
def test_whatever_else_bids_are_made_for_is_hashed_anew_and_costs_the_buyer_time(
    clause: str | None, past: list[PastPerformance] | None, suppliers: int | None, days: int
) -> None:
    agreed = Framework(CallOff.COMPETITION, 3)
    notice = a_published_notice(framework=agreed, recall_clause="Users may recall.")
    framework = None if suppliers is None else Framework(CallOff.COMPETITION, suppliers)
    closes_at = DEADLINE + timedelta(days=days)
    changes = Changes(recall_clause=clause, past_performance=past, framework=framework, closes_at=closes_at)
    before = notice.terms_hash
    is_other = clause not in {None, "Users may recall."} or bool(past) or framework not in {None, agreed}
    if is_other and days == 0:
        with pytest.raises(Unacceptable):
            amended(notice, changes)
        assert notice.terms_hash == before
    elif is_other or days:
        assert (amended(notice, changes).terms_hash != before) is is_other
        assert notice.recall_clause == (clause or "Users may recall.")
    else:
        with pytest.raises(RuleBroken):
            amended(notice, changes)


def test_a_recall_clause_is_taken_away_by_saying_so() -> None:
    notice = a_published_notice(recall_clause="Users may recall.")
    amendment = amended(notice, Changes(without=["recall_clause"], closes_at=LATER))
    assert (amendment.changed, notice.recall_clause) == (["closes_at", "recall_clause"], None)


def test_a_contract_becomes_no_framework() -> None:
    with pytest.raises(Unacceptable):
        amended(a_published_notice(), Changes(framework=Framework(CallOff.EITHER, 2), closes_at=LATER))


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
