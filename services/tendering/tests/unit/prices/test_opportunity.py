"""No bid is disregarded for its price whose bidder was not asked and had no opportunity: in whatever order."""

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import AFTERWARDS
from services.tendering.tests.unit.prices.test_abnormally_low import price_test

from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import DomainError
from kernel.money import Money
from tendering.prices.domain import Finding, PriceQuery
from tendering.prices.rules import Outcome, outcome


class Disregarding(RuleBasedStateMachine):
    """A price, low or not, its bidder, and an authority that keeps trying to be rid of the bid."""

    @initialize(pence=st.integers(1, 200))
    def offered(self, pence: int) -> None:
        self.now = AFTERWARDS
        self.test = price_test(str(Money(pence)), "1.00", "1.00")
        self.query: PriceQuery | None = None
        self.answered = False
        self.found_on: tuple[date, bool] | None = None

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(days=st.integers(1, 20))
    def the_authority_asks(self, days: int) -> None:
        if self.query is None and self.test.is_flagged:
            due = PROCUREMENT_ACT.last_after(day_of(self.now), days)
            self.query = PriceQuery(lot_id=uuid4(), bid_id=uuid4(), notice_id=uuid4(), asked_at=self.now, due_on=due)

    @rule()
    def the_bidder_explains(self) -> None:
        if self.query is not None and self.query.finding is None:
            self.query.answer("Volunteers do half of the hours.", now=self.now)
            self.answered = True

    @rule(finding=st.sampled_from(Finding))
    def the_authority_finds(self, finding: Finding) -> None:
        if self.query is None:
            return
        try:
            self.query.find(finding, "The rota.", now=self.now)
        except DomainError:
            return
        assert self.found_on is None, "it was found twice"
        self.found_on = (day_of(self.now), self.answered)

    @invariant()
    def nobody_is_disregarded_unheard(self) -> None:
        if not hasattr(self, "test"):
            return
        came = outcome(self.test, self.query.finding if self.query else None)
        if came is Outcome.DISREGARDED:
            assert self.query is not None
            assert self.found_on is not None
            on, heard = self.found_on
            assert heard or on > self.query.due_on
            assert self.test.is_flagged
        if self.query is not None and self.query.finding is Finding.DEMONSTRATED:
            assert (came, self.answered) == (Outcome.KEPT, True)


Disregarding.TestCase.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)
TestDisregarding = Disregarding.TestCase
