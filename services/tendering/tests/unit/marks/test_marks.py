"""A mark stands as it was given; another counts only with a cause, and a citizen's only with consent."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from services.tendering.tests.builders import AFTERWARDS, a_published_notice

from kernel.errors import DomainError, Unacceptable
from kernel.rounding import half_up
from tendering.criteria.domain import Criterion, CriterionKind
from tendering.marks.commands import must_not_be_settled
from tendering.marks.domain import Cause, Mark, Moderation, counted
from tendering.marks.rules import alpha
from tendering.panels.domain import Kind, Member

MARKS = st.integers(0, 10).map(Fraction)
#: Four observers and twelve units of Krippendorff's own example; nothing where one did not observe.
OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)


def test_krippendorffs_own_example_comes_out() -> None:
    units = [[Fraction(mark) for mark in unit if mark is not None] for unit in zip(*OBSERVERS, strict=True)]
    found = alpha(units)
    assert found is not None
    assert half_up(found, 3) == Decimal("0.849")


@given(st.lists(st.lists(MARKS, max_size=5), max_size=5), st.randoms())
def test_agreement_asks_neither_who_marked_nor_in_which_order(units: list[list[Fraction]], random: Random) -> None:
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(units, len(units))]
    assert alpha(shuffled) == alpha(units)
    assert alpha([*units, [Fraction(3)], []]) == alpha(units)  # what only one has marked says nothing


@given(st.lists(st.tuples(MARKS, st.integers(2, 4)), min_size=2, max_size=6))
def test_who_always_agree_have_one_or_nothing_to_agree_on(marked: list[tuple[Fraction, int]]) -> None:
    units = [[mark] * count for mark, count in marked]
    assert alpha(units) == (1 if len({mark for mark, _ in marked}) > 1 else None)


@given(st.lists(st.lists(MARKS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_agreement_equals_its_definition_counted_pair_by_pair(units: list[list[Fraction]]) -> None:
    every = [mark for unit in units for mark in unit]
    expected = sum((a - b) ** 2 for a, b in permutations(every, 2)) / (len(every) - 1)
    observed = sum(sum((a - b) ** 2 for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    assert alpha(units) == (1 - observed / expected if expected else None)


def a_mark(kind: Kind, value: int = 4) -> tuple[Mark, Member]:
    notice_id = uuid4()
    member = Member(notice_id=notice_id, kind=kind, subject="ann", appointed_at=AFTERWARDS)
    mark = Mark(
        notice_id=notice_id,
        lot_id=uuid4(),
        bid_id=uuid4(),
        criterion="Quality",
        member_id=member.id,
        mark=Decimal(value),
        rationale="As proposed.",
        given_at=AFTERWARDS,
    )
    return mark, member


class Judging(RuleBasedStateMachine):
    """A mark, an officer who keeps moderating it, and its member who consents or not, until the quality is settled."""

    @initialize(kind=st.sampled_from(Kind))
    def given(self, kind: Kind) -> None:
        self.now = AFTERWARDS
        criteria = [Criterion("Quality", CriterionKind.QUALITY, Decimal(100))]
        self.notice = a_published_notice(criteria=criteria, has_panels=True)
        self.mark, self.member = a_mark(kind)
        self.made: list[Moderation] = []
        self.consented = False
        self.at_settling: Decimal | None = None

    @rule(becomes=st.integers(0, 10), cause=st.sampled_from(Cause))
    def an_officer_moderates(self, becomes: int, cause: Cause) -> None:
        try:
            must_not_be_settled(self.notice)
            if not self.made:  # the table has room for one
                new = Decimal(becomes)
                made = Moderation.of(
                    self.mark, self.member, becomes=new, cause=cause, explanation="Page 4.", now=self.now
                )
                self.made.append(made)
        except DomainError:
            return

    @rule(consents=st.booleans())
    def the_member_answers(self, consents: bool) -> None:
        try:
            must_not_be_settled(self.notice)
            for each in self.made:
                each.answer(consents, now=self.now)
                self.consented = consents
        except DomainError:
            return

    @rule()
    def the_quality_is_settled(self) -> None:
        try:
            self.notice.settle_quality(now=self.now + timedelta(hours=1))
        except DomainError:
            return
        self.at_settling = self.scored()

    def scored(self) -> Decimal:
        return counted([self.mark], self.made)[self.mark.place]

    @invariant()
    def no_mark_changes_but_by_a_cause_and_with_consent(self) -> None:
        if not hasattr(self, "mark"):
            return
        assert self.mark.mark == 4
        changed = self.scored() != self.mark.mark
        assert changed <= bool(self.made)
        assert changed <= (self.member.kind is Kind.TECHNICAL or self.consented)
        assert self.at_settling in {None, self.scored()}


Judging.TestCase.settings = settings(max_examples=80, stateful_step_count=15, deadline=None)
TestJudging = Judging.TestCase


def test_a_citizens_mark_counts_as_given_until_they_consent() -> None:
    mark, citizen = a_mark(Kind.CITIZEN)
    slip = Moderation.of(mark, citizen, becomes=Decimal(9), cause=Cause.SLIP, explanation="9, not 4.", now=AFTERWARDS)
    assert counted([mark], [slip])[mark.place] == 4
    slip.answer(True, now=AFTERWARDS)
    assert counted([mark], [slip])[mark.place] == 9
    with pytest.raises(DomainError, match="answered already"):
        slip.answer(False, now=AFTERWARDS)


def test_a_moderation_that_changes_nothing_is_none() -> None:
    mark, member = a_mark(Kind.TECHNICAL)
    with pytest.raises(Unacceptable):
        Moderation.of(mark, member, becomes=Decimal(4), cause=Cause.SLIP, explanation="-", now=AFTERWARDS)
