"""Nothing is signed inside a standstill that binds, nor while proceedings suspend it: in whatever order."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import AFTERWARDS, a_bid, a_contract, a_published_notice

from kernel.clock import day_of
from kernel.errors import Forbidden, RuleBroken, Unacceptable
from tendering.awards.domain import Award
from tendering.awards.rules import standstill_end
from tendering.claims.domain import Ending, Proceedings
from tendering.claims.rules import suspension
from tendering.contracts.rules import standstill_is_over
from tendering.notices.domain import Notice
from tendering.notices.rules import commenced_on
from tendering.obligations.domain import Regime

LATER = AFTERWARDS + timedelta(days=60)


def an_award(regime: Regime = Regime.FULL, announced: int | None = None) -> tuple[Notice, Award]:
    """The award of a notice above the threshold, made the day after the deadline."""
    notice = a_published_notice(regime=regime)
    lots = [lot.id for lot in notice.lots]
    award = Award.decide(notice, a_bid(notice), lots, reason="The best.", bids_received=2, now=AFTERWARDS)
    award.standstill_working_days = announced
    award.standstill_ends_on = standstill_end(notice, announced, now=AFTERWARDS)
    return notice, award


def a_claim(award: Award, when: datetime = AFTERWARDS) -> Proceedings:
    return Proceedings.notify(award, uuid4(), reference="HT-2026-1", started_on=day_of(when), now=when)


class Signing(RuleBasedStateMachine):
    """A clock that only goes forward, claims that come and go, and somebody who keeps trying to sign."""

    @initialize(regime=st.sampled_from(Regime), announced=st.none() | st.integers(1, 20))
    def award(self, regime: Regime, announced: int | None) -> None:
        self.notice, self.made = an_award(regime, announced)
        self.now = AFTERWARDS
        self.signed_at: datetime | None = None
        self.claims: list[Proceedings] = []
        self.binding: dict[int, date] = {}  # what the model itself knows: which claims hold, by their place

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def somebody_claims(self) -> None:
        last = self.made.standstill_ends_on
        if last is not None and day_of(self.now) <= last:
            self.binding[len(self.claims)] = day_of(self.now)
        self.claims.append(a_claim(self.made, self.now))

    @rule(which=st.integers(0, 5), ending=st.sampled_from(Ending))
    def a_claim_ends(self, which: int, ending: Ending) -> None:
        if which < len(self.claims) and self.claims[which].ended is None:
            claim = self.claims[which]
            by = claim.buyer_id if ending is Ending.LIFTED else claim.claimant_id
            claim.end(ending, "Order", by=by, now=self.now)
            self.binding.pop(which, None)

    @rule()
    def the_supplier_signs(self) -> None:
        on = commenced_on(self.notice, now=self.now)
        decisions = [standstill_is_over(self.notice, self.made, now=self.now)]
        decisions += suspension(self.claims, on=on, now=self.now)
        if self.signed_at is None and not any(each.blocks for each in decisions):
            contract = a_contract()
            contract.sign(now=self.now)
            self.signed_at, self.held = contract.signed_at, dict(self.binding)

    @invariant()
    def nothing_was_signed_too_early(self) -> None:
        signed_at = getattr(self, "signed_at", None)
        if signed_at is not None:
            last = self.made.standstill_ends_on
            assert last is None or day_of(signed_at) > last
            assert self.held == {}


Signing.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestSigning = Signing.TestCase


def test_a_claim_within_the_standstill_holds_the_signature_until_the_court_lifts_it() -> None:
    notice, award = an_award()
    claim = a_claim(award)
    on = commenced_on(notice, now=LATER)
    [held] = suspension([claim], on=on, now=LATER)
    assert (held.blocks, held.rule) == (True, "award.automatic_suspension")
    claim.end(Ending.LIFTED, "Order of 3 November", by=award.buyer_id, now=LATER)
    [free] = suspension([claim], on=on, now=LATER)
    assert (free.outcome, claim.suspends) == (True, False)


@pytest.mark.parametrize(("announced", "suspends"), [(None, False), (8, True)])
def test_where_no_law_asks_for_a_standstill_only_an_announced_one_lets_a_claim_suspend(
    announced: int | None, suspends: bool
) -> None:
    _, award = an_award(Regime.LIGHT_TOUCH, announced)
    assert a_claim(award).suspends is suspends


def test_a_claim_after_the_standstill_only_flags() -> None:
    notice, award = an_award()
    late = a_claim(award, LATER)
    [decision] = suspension([late], on=commenced_on(notice, now=LATER), now=LATER)
    assert (late.suspends, decision.blocks) == (False, False)
    assert decision.reasons == ("Proceedings HT-2026-1 do not hold the signature.",)


def test_the_last_day_of_the_standstill_is_still_in_time() -> None:
    _, award = an_award()
    assert award.standstill_ends_on is not None
    days = (award.standstill_ends_on - day_of(AFTERWARDS)).days
    assert a_claim(award, AFTERWARDS + timedelta(days=days)).suspends
    assert not a_claim(award, AFTERWARDS + timedelta(days=days + 1)).suspends


def test_only_the_authority_records_an_order_and_only_the_claimant_withdraws_once() -> None:
    _, award = an_award()
    claim = a_claim(award)
    with pytest.raises(Forbidden):
        claim.end(Ending.LIFTED, "Order", by=claim.claimant_id, now=LATER)
    with pytest.raises(Forbidden):
        claim.end(Ending.WITHDRAWN, "Letter", by=claim.buyer_id, now=LATER)
    claim.end(Ending.WITHDRAWN, "Letter", by=claim.claimant_id, now=LATER)
    with pytest.raises(RuleBroken, match="withdrawn"):
        claim.end(Ending.LIFTED, "Order", by=claim.buyer_id, now=LATER)


@pytest.mark.parametrize("started_on", [date(2026, 9, 28), date(2026, 9, 30)])
def test_proceedings_start_after_the_award_and_not_after_today(started_on: date) -> None:
    _, award = an_award()
    with pytest.raises(Unacceptable, match="start after it"):
        Proceedings.notify(award, uuid4(), reference="HT-1", started_on=started_on, now=AFTERWARDS)
