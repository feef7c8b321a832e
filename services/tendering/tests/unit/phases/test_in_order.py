"""Whatever is tried and in which order: no phase begins before the last is settled, and who was let go stays out.

Where entries are sealed, nobody opens them before the deadline, and nobody decides before they are open.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import DEADLINE, NOW, a_published_notice
from services.tendering.tests.phased import FIRST, SECOND, THIRD, a_phase, flexibly, in_phases

from chassis.sealing import Seal
from kernel.clock import ON_THE_WAY
from kernel.errors import DomainError
from tendering.entries.schemas import read_entry
from tendering.notices.domain import Notice
from tendering.openings.commands.entries import Entries
from tendering.phases.domain import Assessment, Gate, PhaseLog, PhaseResult, Standing
from tendering.phases.rules import Progress
from tendering.procedures.domain import FlexibleProcedure, Partnership, PhaseKind
from tendering.sealing.domain import SealingKey
from tendering.shortlists.domain import Candidate
from tendering.shortlists.rules.invitations import must_be_decidable, next_deadline
from tendering.shortlists.rules.verdicts import judged

SUPPLIERS = [uuid4() for _ in range(3)]
KINDS = (PhaseKind.DESIGN, PhaseKind.PILOT, PhaseKind.EVALUATION)
LIMIT = 2
OFFSETS = st.sampled_from([0, 0, 0, -1, 1])
INSTANTS = [each for deadline in (FIRST, SECOND, THIRD) for each in (deadline, deadline + 2 * ON_THE_WAY)] + [DEADLINE]


class InOrder(RuleBasedStateMachine):
    """Providers, openers, a buyer and a clock that do what they like with three phases and the final tenders."""

    notice: Notice
    declared: FlexibleProcedure

    @initialize(partnership=st.sampled_from([None, Partnership.PUBLIC_SOCIAL]), sealed=st.booleans())
    def publish(self, partnership: Partnership | None, sealed: bool) -> None:
        phases = (
            a_phase(kind, closes_at, conditions=("Fit",), at_most=LIMIT, criteria=("Quality",))
            for kind, closes_at in zip(KINDS, (FIRST, SECOND, THIRD), strict=True)
        )
        self.declared = in_phases(*phases, partnership=partnership, rights="Everybody's.")
        keys: dict[str, Any] = {"sealing_key_id": uuid4(), "phase_keys": [uuid4() for _ in KINDS]}
        self.notice = a_published_notice(**flexibly(self.declared, **keys if sealed else {}))
        self.logs: dict[int, PhaseLog] = {}
        self.results: dict[int, PhaseResult] = {}
        self.sent: dict[int, dict[UUID, datetime]] = {}
        self.passed: set[int] = set()
        self.bids: set[UUID] = set()
        self.dropped: set[UUID] = set()
        self.now = NOW

    @property
    def progress(self) -> Progress:
        return Progress(self.notice, self.declared, self.results, self.logs)

    def number(self, offset: int) -> int:
        """The phase whose turn it is, or one beside it."""
        return min(max(len(self.results) + 1 + offset, 1), 4)

    def has_begun(self, number: int) -> bool:
        """Said anew, apart from the rule."""
        before = number - 1
        return before == 0 or (before in self.results and (self.declared.partnership is None or before in self.passed))

    @rule()
    def wait(self) -> None:
        self.now = min((instant for instant in INSTANTS if instant > self.now), default=self.now)

    @rule(offset=OFFSETS, suppliers=st.sets(st.sampled_from(SUPPLIERS), min_size=1))
    def send(self, offset: int, suppliers: set[UUID]) -> None:
        number = self.number(offset)
        for supplier in sorted(suppliers):
            try:
                self.progress.must_welcome(number, supplier, now=self.now)
            except DomainError:
                continue
            assert self.has_begun(number)
            assert supplier not in self.dropped
            assert self.now <= self.progress.closes_at(number)
            assert number not in {*self.results, *self.logs}
            self.sent.setdefault(number, {})[supplier] = self.now

    @rule(offset=OFFSETS)
    def meet(self, offset: int) -> None:
        number = self.number(offset)
        key = SealingKey(notice_id=self.notice.id, phase=number, public_key=b"", threshold=2, made_at=NOW)
        try:
            Entries(self.progress, number, key, read_entry, Seal("secret", "entries")).must_be_over(now=self.now)
        except DomainError:
            return
        assert self.notice.phase_keys
        assert self.has_begun(number)
        assert self.now > self.progress.closes_at(number) + ON_THE_WAY
        assert number not in {*self.results, *self.logs}
        self.logs[number] = PhaseLog(
            notice_id=self.notice.id, phase=number, commitments=[], logged_at=self.now, opened_at=self.now
        )

    @rule(offset=OFFSETS, unfit=st.sampled_from([None, *SUPPLIERS]), later=st.integers(0, 3))
    def decide(self, offset: int, unfit: UUID | None, later: int) -> None:
        number = self.number(offset)
        try:
            must_be_decidable(self.progress, number, now=self.now)
            closes_at = next_deadline(
                self.progress, number, self.progress.closes_at(number + 1) + timedelta(hours=later), now=self.now
            )
        except DomainError:
            return
        assert self.has_begun(number)
        assert self.now > self.progress.closes_at(number)
        assert number in self.logs or not self.notice.phase_keys
        sent = self.sent.get(number, {})
        invited = self.results[number - 1].going_on if number > 1 else frozenset()
        verdicts = judged(
            self.declared.phase(number),
            self.notice.criteria,
            [self.candidate(each, each != unfit, sent[each]) for each in sent]
            + [Candidate(supplier_id=each) for each in invited - sent.keys()],
        )
        self.results[number] = PhaseResult(
            notice_id=self.notice.id,
            phase=number,
            decided_at=self.now,
            next_closes_at=closes_at,
            verdicts=verdicts,
        )
        assert len(self.results[number].going_on) <= LIMIT
        self.dropped |= {each.supplier_id for each in verdicts if not each.goes_on}
        self.dropped |= set(SUPPLIERS) - self.results[number].going_on

    @staticmethod
    def candidate(supplier: UUID, fit: bool, at: datetime) -> Candidate:
        found = Assessment(reason=".", met={"Fit": fit}, marks={"Quality": Decimal(5)})
        return Candidate(supplier_id=supplier, entry_id=uuid4(), received_at=at, assessment=found)

    @rule(offset=OFFSETS, passed=st.sampled_from([True, True, True, False]))
    def decide_gate(self, offset: int, passed: bool) -> None:
        number = self.number(offset - 1)
        if number not in self.results or not self.declared.has_gate(number):
            return
        try:
            self.results[number].decide_gate(Gate(passed=passed, reason=".", evidence=[], decided_at=self.now))
        except DomainError:
            return
        assert self.has_begun(number)
        assert number not in self.passed
        if passed:
            assert self.results[number].going_on
            self.passed.add(number)

    @rule(supplier=st.sampled_from(SUPPLIERS))
    def bid(self, supplier: UUID) -> None:
        try:
            self.progress.must_be_in(4, supplier)
        except DomainError:
            return
        assert self.has_begun(4)
        self.bids.add(supplier)

    @invariant()
    def nobody_who_was_let_go_bids(self) -> None:
        assert not self.bids & self.dropped
        assert len(self.bids) <= LIMIT

    @invariant()
    def phases_are_settled_in_their_order(self) -> None:
        settled = [self.progress.is_settled(number) for number in (1, 2, 3)]
        assert settled == sorted(settled, reverse=True)
        standings = [self.progress.standing(number, now=self.now) for number in (1, 2, 3, 4)]
        assert sum(each in {Standing.OPEN, Standing.CLOSED, Standing.AT_GATE} for each in standings) <= 1


TestInOrder = InOrder.TestCase
TestInOrder.settings = settings(max_examples=50, stateful_step_count=50)
