"""Nobody is excluded who was not told and heard: in whatever order things are tried."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import NOW

from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import Conflict, DomainError, RuleBroken, Unacceptable
from rulebook.exclusions import Ground
from tendering.debarments.domain import Debarment
from tendering.exclusions.domain import About, Finding, Inquiry, Representations, Subject, disregarded
from tendering.exclusions.rules import gate_of_award, gate_of_signature

TODAY = day_of(NOW)
REPORT = TODAY + timedelta(days=29)


def an_inquiry(ground: Ground = Ground.PROFESSIONAL_MISCONDUCT, **changes: Any) -> Inquiry:
    """Opened now, with ten working days to answer."""
    facts: dict[str, Any] = {
        "notice_id": uuid4(),
        "buyer_id": uuid4(),
        "supplier_id": uuid4(),
        "ground": ground,
        "is_mandatory": ground.is_mandatory(on=TODAY),
        "about": About.SUPPLIER,
        "person": None,
        "organisation_id": None,
        "occurred_on": TODAY,
        "circumstances": "Deposits were withheld.",
        "notified_at": NOW,
        "due_on": PROCUREMENT_ACT.last_after(TODAY, 10),
    }
    return Inquiry(**(facts | changes))


def an_entry(ground: Ground, told_on: date = TODAY, listed_on: date | None = None, now: datetime = NOW) -> Debarment:
    days: dict[str, Any] = {"notified_on": told_on, "listed_on": listed_on or day_of(now), "until": None}
    entry = Debarment(organisation_id=uuid4(), ground=ground, reference="DL-1", **days)
    entry.must_be_on_the_list(now=now)
    return entry


class Excluding(RuleBasedStateMachine):
    """A clock that only goes forward, a supplier who may answer, and an authority that keeps trying to exclude."""

    @initialize(ground=st.sampled_from(Ground), about=st.sampled_from(About))
    def told(self, ground: Ground, about: About) -> None:
        self.now = NOW
        self.inquiry = an_inquiry(ground, about=about, person=None if about is About.SUPPLIER else "Quayside Ltd")
        self.answered = False
        self.replaced = False
        self.decided: tuple[Finding, date, bool] | None = None

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(replacement=st.none() | st.just("Harbour Lettings CIC"))
    def the_supplier_answers(self, replacement: str | None) -> None:
        try:
            self.inquiry.represent(Representations(statement="Paid back.", replacement=replacement), now=self.now)
        except (RuleBroken, Unacceptable):
            return
        self.answered, self.replaced = True, replacement is not None

    @rule(finding=st.sampled_from(Finding), disregards=st.none() | st.booleans(), agreed=st.booleans())
    def the_authority_decides(self, finding: Finding, disregards: bool | None, agreed: bool) -> None:
        try:
            agreed_on = day_of(self.now) if agreed else None
            said: dict[str, Any] = {"disregards": disregards, "minister_agreed_on": agreed_on}
            self.inquiry.find(finding, "Because.", **said, report_due_on=REPORT, now=self.now)
        except DomainError:
            return
        assert self.decided is None, "it was decided twice"
        self.decided = (finding, day_of(self.now), self.answered)

    @invariant()
    def nobody_is_kept_out_unheard(self) -> None:
        if not hasattr(self, "inquiry"):
            return
        out = disregarded([self.inquiry])
        [gate] = gate_of_award([self.inquiry], [], on=TODAY, now=self.now)
        assert gate.blocks is (self.decided is None or bool(out))
        if self.decided is None:
            assert not out
            return
        finding, on, heard = self.decided
        assert heard or on > self.inquiry.due_on
        assert bool(out) <= (finding is Finding.APPLIES)
        assert (finding is Finding.REPLACED) <= self.replaced
        if finding is Finding.APPLIES and self.inquiry.is_mandatory:
            assert out
        if self.inquiry.ground is Ground.NATIONAL_SECURITY:
            assert bool(out) <= (self.inquiry.minister_agreed_on is not None)


Excluding.TestCase.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)
TestExcluding = Excluding.TestCase


def test_an_excludable_supplier_is_kept_out_only_if_the_authority_chooses_to() -> None:
    kept, out = an_inquiry(), an_inquiry()
    for inquiry, disregards in ((kept, False), (out, True)):
        inquiry.represent(Representations(statement="No."), now=NOW)
        inquiry.find(Finding.APPLIES, "It recurs.", disregards=disregards, report_due_on=REPORT, now=NOW)
    [passed] = gate_of_award([kept], [], on=TODAY, now=NOW)
    [held] = gate_of_award([out], [], on=TODAY, now=NOW)
    assert (passed.outcome, held.blocks, held.rule) == (True, True, "exclusion.award")
    assert (kept.report_due_on, out.report_due_on) == (None, REPORT)
    with pytest.raises(Conflict):
        kept.find(Finding.CLEARED, "After all.", disregards=None, report_due_on=REPORT, now=NOW)


def test_an_open_inquiry_holds_the_award_and_not_the_signature() -> None:
    [award] = gate_of_award([an_inquiry()], [], on=TODAY, now=NOW)
    [signature] = gate_of_signature([an_inquiry()], [], on=TODAY, now=NOW)
    assert (award.blocks, signature.blocks) == (True, False)


@pytest.mark.parametrize(("ground", "blocks"), [(Ground.TERRORISM, True), (Ground.PROFESSIONAL_MISCONDUCT, False)])
def test_the_list_excludes_by_a_mandatory_ground_and_makes_excludable_by_another(ground: Ground, blocks: bool) -> None:
    later = NOW + timedelta(days=30)
    entry = an_entry(ground, now=later)
    for gate in (gate_of_award, gate_of_signature):
        [decision] = gate([], [entry], on=TODAY, now=later)
        assert decision.blocks is blocks
        assert "DL-1" in decision.reasons[0]


def test_no_entry_is_made_within_eight_working_days_of_its_notice() -> None:
    last = PROCUREMENT_ACT.last_beginning_with(TODAY, 8)
    later = NOW + timedelta(days=60)
    with pytest.raises(RuleBroken, match="no entry is made before"):
        an_entry(Ground.TERRORISM, listed_on=last, now=later)
    assert an_entry(Ground.TERRORISM, listed_on=last + timedelta(days=1), now=later).stands(day_of(later))


def test_an_entry_stands_from_its_first_day_to_its_last_or_until_it_is_removed() -> None:
    now = NOW + timedelta(days=30)
    entry = an_entry(Ground.TERRORISM, now=now)
    entry.until = day_of(now) + timedelta(days=5)
    on = [entry.stands(day_of(now) + timedelta(days=days)) for days in (-1, 0, 5, 6)]
    assert on == [False, True, True, False]
    entry.remove("Appeal allowed.", now=now + timedelta(days=2))
    assert [entry.stands(day_of(now) + timedelta(days=days)) for days in (1, 2)] == [True, False]


def test_a_supplier_is_named_by_its_id_and_another_by_name() -> None:
    with pytest.raises(Unacceptable):
        Subject(about=About.SUPPLIER, person="Somebody")
    with pytest.raises(Unacceptable):
        Subject(about=About.SUBCONTRACTOR)


def test_for_national_security_nobody_is_disregarded_before_a_minister_agreed() -> None:
    inquiry = an_inquiry(Ground.NATIONAL_SECURITY)
    inquiry.represent(Representations(statement="No."), now=NOW)
    with pytest.raises(RuleBroken, match="Minister"):
        inquiry.find(Finding.APPLIES, "A threat.", disregards=True, report_due_on=REPORT, now=NOW)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Unacceptable):
            inquiry.find(
                Finding.APPLIES, "A threat.", disregards=True, minister_agreed_on=day, report_due_on=REPORT, now=NOW
            )
    assert inquiry.is_open
    inquiry.find(Finding.APPLIES, "A threat.", disregards=True, minister_agreed_on=TODAY, report_due_on=REPORT, now=NOW)
    assert disregarded([inquiry]) == {inquiry.supplier_id: "national security"}
