"""Whatever people do, in whatever order: nobody reads a bid of others in time, and published weights stand."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from services.tendering.tests.builders import DEADLINE, INSTANT, NOW, a_bid, a_notice, an_envelope, terms

from kernel.errors import DomainError
from tendering.awards.domain import Award
from tendering.bids.domain import Bid, may_read, must_be_open, must_welcome
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.notices.domain import Status

PROVIDERS = [uuid4() for _ in range(3)]
ROLES = ["commissioner", "evaluator", "auditor", "provider", "platform_admin", "moderator"]


def weights(price: int) -> list[Criterion]:
    rest = Decimal(100 - price)
    return [Criterion("Price", CriterionKind.PRICE, Decimal(price)), Criterion("Quality", CriterionKind.QUALITY, rest)]


class Procurement(RuleBasedStateMachine):
    """One notice, three providers, a clock that only runs forward, and everything they might try."""

    bids = Bundle("bids")

    def __init__(self) -> None:
        super().__init__()
        self.notice = a_notice()
        self.now = NOW
        self.box: list[Bid] = []
        self.awards: list[Award] = []
        self.published_weights: list[Decimal] | None = None

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether the rules let it happen."""
        with suppress(DomainError):
            act()
            return True
        return False

    @rule(step=st.sampled_from([timedelta(), INSTANT, timedelta(days=20), timedelta(days=22)]))
    def time_passes(self, step: timedelta) -> None:
        self.now += step

    @rule()
    def the_clock_strikes_the_deadline(self) -> None:
        self.now = max(self.now, DEADLINE)

    @rule(price=st.integers(0, 100))
    def revise(self, price: int) -> None:
        self.attempt(lambda: self.notice.revise(terms(criteria=weights(price))))

    @rule()
    def publish(self) -> None:
        if self.attempt(lambda: self.notice.publish(now=self.now)):
            self.published_weights = [criterion.weight for criterion in self.notice.criteria]

    @rule()
    def cancel(self) -> None:
        self.attempt(lambda: self.notice.cancel("Second thoughts.", now=self.now))

    @rule(target=bids, provider=st.sampled_from(PROVIDERS))
    def submit(self, provider: UUID) -> Bid:
        bid = a_bid(self.notice, bidder_id=provider, received_at=self.now)
        if self.attempt(lambda: must_welcome(self.notice, now=self.now)):
            self.box.append(bid)
        return bid

    @rule(bid=bids)
    def replace(self, bid: Bid) -> None:
        self.attempt(lambda: bid.replace(an_envelope(self.notice, "1.00"), self.notice, now=self.now))

    @rule(bid=bids)
    def withdraw(self, bid: Bid) -> None:
        self.attempt(lambda: bid.withdraw(self.notice, now=self.now))

    @rule(bid=bids)
    def award(self, bid: Bid) -> None:
        lots = [lot.id for lot in self.notice.lots]
        self.attempt(
            lambda: self.awards.append(
                Award.decide(self.notice, bid, lots, reason="Best.", bids_received=1, now=self.now)
            )
        )

    @invariant()
    def nobody_else_knows_of_a_bid_in_time(self) -> None:
        if self.now > self.notice.closes_at and self.notice.cancelled_at is None:
            return
        if self.notice.cancelled_at is not None and self.notice.cancelled_at > self.notice.closes_at:
            return
        for bid in self.box:
            for reader in (self.notice.buyer_id, None, *PROVIDERS):
                knows = may_read(bid, self.notice, reader, ROLES, now=self.now)
                assert knows == (reader == bid.bidder_id)
        assert not self.attempt(lambda: must_be_open(self.notice, now=self.now))
        assert not self.awards

    @invariant()
    def no_bid_was_taken_late(self) -> None:
        assert all(bid.received_at <= self.notice.closes_at for bid in self.box)

    @invariant()
    def published_weights_stand(self) -> None:
        if self.notice.status is not Status.DRAFT:
            assert [criterion.weight for criterion in self.notice.criteria] == self.published_weights

    @invariant()
    def each_lot_went_once(self) -> None:
        assert len(self.awards) <= 1


TestProcurement = Procurement.TestCase
TestProcurement.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
