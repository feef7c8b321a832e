"""Under s.33 nobody signs for five years and a day, nor within three years of a comparable award: whatever is tried."""

from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import AFTERWARDS, a_bid, a_contract, a_published_notice

from kernel.clock import day_of
from kernel.money import Money
from rulebook.decisions import Decision
from rulebook.limbs import MUTUAL, Known, PastAward, Question, Reservation
from rulebook.reservations import qualify
from tendering.awards.domain import Award
from tendering.contracts.domain import Contract, Status
from tendering.contracts.rules import term_is_lawful
from tendering.terms.domain import Lot

STARTS = date(2027, 4, 1)
ABOUT_FIVE_YEARS = st.integers(-2, 2).map(lambda days: date(2032, 3, 31) + timedelta(days=days))
EVIDENCED = Known(dict.fromkeys(MUTUAL, True))


class Reserving(RuleBasedStateMachine):
    """A mutual with every limb, awards of the past that come to light, and a contract that keeps being prolonged."""

    @initialize(extension=st.integers(0, 2), ends_on=ABOUT_FIVE_YEARS)
    def awarded(self, extension: int, ends_on: date) -> None:
        lot = Lot(
            title="Outreach", value=Money.parse("1.00"), reserved=Reservation.PUBLIC_SERVICE_MUTUAL,
            starts_on=STARTS, ends_on=ends_on, extension_months=extension,
        )  # fmt: skip
        self.extension = extension
        self.notice = a_published_notice(lots=[lot])
        self.award = Award.decide(
            self.notice, a_bid(self.notice), [lot.id], reason="Best.", bids_received=1, now=AFTERWARDS
        )
        self.now = AFTERWARDS
        self.history: list[PastAward] = []
        self.contract: Contract | None = None
        self.signed_on: date | None = None

    @rule(days=st.integers(1, 400))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(back=st.sampled_from([0, 1, 364, 365, 1093, 1094, 1095, 1096, 1097]), comparable=st.booleans())
    def an_earlier_award_comes_to_light(self, back: int, comparable: bool) -> None:
        if self.signed_on is None:
            on = day_of(self.now) - timedelta(days=back)
            self.history.append(PastAward(self.notice.buyer_id, on, comparable))

    @rule(ends_on=ABOUT_FIVE_YEARS)
    def the_supplier_signs(self, ends_on: date) -> None:
        if self.signed_on is not None:
            return
        contract = a_contract(starts_on=STARTS, ends_on=ends_on)
        if not any(each.blocks for each in [*self.term(ends_on), self.gate()]):
            contract.sign(now=self.now)
            self.contract, self.signed_on, self.known = contract, day_of(self.now), list(self.history)

    @rule(ends_on=ABOUT_FIVE_YEARS)
    def the_buyer_prolongs(self, ends_on: date) -> None:
        if self.contract is None or ends_on == self.contract.ends_on:
            return
        if not any(each.blocks for each in self.term(ends_on, extensible=False)):
            amended: dict[str, Any] = {"value": self.contract.value, "ends_on": ends_on, "rationale": "Need."}
            self.contract.amend(**amended, now=self.now)

    def term(self, ends_on: date, **said: Any) -> list[Decision]:
        return list(term_is_lawful(self.notice, self.award, starts_on=STARTS, ends_on=ends_on, **said, now=self.now))

    def gate(self) -> Decision:
        question = Question(
            reservation=Reservation.PUBLIC_SERVICE_MUTUAL, authority=self.notice.buyer_id, on=day_of(self.now),
            history=self.history,
        )  # fmt: skip
        return qualify(EVIDENCED, question).gate(now=self.now)

    @invariant()
    def what_is_signed_is_short_enough_and_late_enough(self) -> None:
        if getattr(self, "contract", None) is None or self.signed_on is None or self.contract is None:
            return
        assert self.contract.status is Status.ACTIVE
        assert self.contract.ends_on < STARTS.replace(year=STARTS.year + 5)
        before = self.signed_on.replace(year=self.signed_on.year - 3) if self.signed_on.month != 2 else None
        for each in self.known:
            if each.comparable and before is not None:
                assert each.awarded_on <= before


Reserving.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestReserving = Reserving.TestCase
