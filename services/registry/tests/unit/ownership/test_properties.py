"""What holds of owners whatever is stated of them, and in whatever order."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kernel.errors import RuleBroken
from registry.interests.domain import Body, BodyType, Interest, Kind, Share, Terms
from registry.interests.rules.groups import Holdings
from registry.interests.rules.standing import must_stand
from registry.organisations.domain import Speaker

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TODAY = NOW.date()
DAYS = st.dates(date(2020, 1, 1), TODAY - timedelta(days=1))
HALF = Fraction(1, 2)
IDS = [UUID(int=n) for n in range(1, 8)]
BODIES = {it: Body(it, BodyType.ORGANISATION, f"Body {it.int}", "GB") for it in IDS}
BODIES |= {UUID(int=100): Body(UUID(int=100), BodyType.PERSON, "Somebody", "GB")}
BODIES |= {UUID(int=101): Body(UUID(int=101), BodyType.UNKNOWN_ENTITY)}
SHARES = st.fractions(0, 1, max_denominator=12).map(Share.of)
Said = tuple[UUID, Terms]


@st.composite
def interests(draw: st.DrawFn) -> Said:
    """One interest of an ordinary kind."""
    subject, owner = draw(st.sampled_from(IDS)), draw(st.sampled_from(sorted(BODIES)))
    kind = draw(st.sampled_from([it for it in Kind if it is not Kind.JOINT_VENTURE]))
    return subject, draw(terms(owner, kind, None if kind is Kind.PARENT else draw(st.none() | SHARES)))


@st.composite
def terms(draw: st.DrawFn, owner: UUID, kind: Kind, share: Share | None) -> Terms:
    starts_on = draw(st.none() | DAYS)
    ceased_on = draw(st.none() | st.dates((starts_on or date(2020, 1, 1)) + timedelta(days=1), TODAY))
    return Terms(owner, kind, share, starts_on, ceased_on, "GB-COH", None, TODAY)


@st.composite
def ventures(draw: st.DrawFn) -> list[Said]:
    """All the owners of a joint venture."""
    subject, *owners = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=5, unique=True))
    weights = [draw(st.integers(1, 9)) for _ in owners]
    shares = [Share.of(Fraction(weight, sum(weights))) for weight in weights]
    period = draw(terms(subject, Kind.JOINT_VENTURE, None))
    return [
        (subject, Terms(owner, Kind.JOINT_VENTURE, share, period.starts_on, period.ceased_on, "deed", None, TODAY))
        for owner, share in zip(owners, shares, strict=True)
    ]


def stated(known: Sequence[Interest], said: Sequence[Said]) -> list[Interest]:
    """What is known, and what is said now if it can be so."""
    more = [Interest.state(subject, it, Speaker(None, registrar=True), now=NOW) for subject, it in said]
    must_stand([*known, *more], said[0][0], BODIES)
    return [*known, *more]


def all_that_can_stand(said: Sequence[Sequence[Said]]) -> list[Interest]:
    known: list[Interest] = []
    for each in said:
        try:
            known = stated(known, each)
        except RuleBroken:
            continue
    return known


EVERYTHING = st.lists(interests().map(lambda it: [it]) | ventures(), max_size=14).map(all_that_can_stand)


def owners_of(known: Sequence[Interest], on: date) -> Mapping[UUID, set[UUID]]:
    """Independently of the rules: who holds anything in whom that day."""
    return {body: {it.owner_id for it in known if it.subject_id == body and on in it.terms.period} for body in BODIES}


def has_loop(owners: Mapping[UUID, set[UUID]]) -> bool:
    """Whether anybody is left when those who own nobody that is left are taken away again and again."""
    left = dict(owners)
    while True:
        going = {body for body in left if not left[body] & left.keys()}
        if not going:
            return bool(left)
        left = {body: held for body, held in left.items() if body not in going}


class Stating(RuleBasedStateMachine):
    """Anybody states anything, or withdraws it, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Interest] = []

    @rule(said=interests())
    def state(self, said: Said) -> None:
        self.known = self._with([said])

    @rule(said=ventures())
    def state_a_joint_venture(self, said: list[Said]) -> None:
        self.known = self._with(said)

    @rule(place=st.integers(0, 50))
    def withdraw(self, place: int) -> None:
        alone = [it for it in self.known if it.kind is not Kind.JOINT_VENTURE]
        if alone:
            self.known.remove(alone[place % len(alone)])

    def _with(self, said: list[Said]) -> list[Interest]:
        try:
            return stated(self.known, said)
        except RuleBroken:
            return self.known

    @invariant()
    def nothing_is_circular(self) -> None:
        turns = {it.terms.period.first for it in self.known} | {TODAY}
        assert not any(has_loop(owners_of(self.known, day)) for day in turns)

    @invariant()
    def nobody_holds_more_than_there_is(self) -> None:
        for day in {it.terms.period.first for it in self.known}:
            for body in IDS:
                held = [it for it in self.known if it.subject_id == body and day in it.terms.period]
                for kind in (Kind.SHAREHOLDING, Kind.VOTING_RIGHTS):
                    assert sum(it.terms.share.minimum for it in held if it.kind is kind and it.terms.share) <= 1


StatingTest = Stating.TestCase
StatingTest.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


@given(EVERYTHING, DAYS)
@settings(deadline=None, max_examples=50)
def test_what_a_body_is_paid_is_attributed_to_its_last_penny(known: list[Interest], on: date) -> None:
    tree = Holdings(known, BODIES, HALF).on(on)
    for body in IDS:
        assert sum(tree.attribution(body).values()) == 1
        assert all(part > 0 for part in tree.attribution(body).values())


@given(EVERYTHING, DAYS)
@settings(deadline=None, max_examples=50)
def test_the_group_of_every_member_is_the_top(known: list[Interest], on: date) -> None:
    tree = Holdings(known, BODIES, HALF).on(on)
    for body in IDS:
        top = tree.group(body)
        assert tree.group(top) == top
        assert body in {it.id for it in tree.members(top)}
        assert all(tree.group(it.id) == top for it in tree.members(top))


@given(EVERYTHING, st.randoms(use_true_random=False), DAYS)
@settings(deadline=None, max_examples=50)
def test_the_order_of_statements_is_irrelevant(known: list[Interest], chance: random.Random, on: date) -> None:
    shuffled = chance.sample(known, len(known))
    for body in IDS:
        must_stand(shuffled, body, BODIES)
        first, second = Holdings(known, BODIES, HALF), Holdings(shuffled, BODIES, HALF)
        assert first.history(body) == second.history(body)
        assert first.on(on).position(body, first.history(body)[0].period).says == (
            second.on(on).position(body, first.history(body)[0].period).says
        )


@given(EVERYTHING)
@settings(deadline=None, max_examples=50)
def test_a_history_has_no_gap_and_says_of_each_day_what_was_so(known: list[Interest]) -> None:
    holdings = Holdings(known, BODIES, HALF)
    for body in IDS:
        history = holdings.history(body)
        assert (history[0].period.first, history[-1].period.last) == (date.min, None)
        for former, later in pairwise(history):
            assert former.period.last == later.period.first - timedelta(days=1)
            assert former.says != later.says
        for position in history:
            assert holdings.on(position.period.first).group(body) == position.group_id
