"""Comply or explain, each rule as a sentence."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.grants.tests.builders import NOW, an_offer, met_requirements

from grants.gates.domain import Officer, Plan, Requirement, State
from grants.gates.rules import is_covered, may_open, must_be_statements
from kernel.clock import day_of
from kernel.errors import Unacceptable

TODAY = day_of(NOW)
days = st.integers(0, 20).map(lambda count: date(2026, 9, 1) + timedelta(days=count))
officers = st.builds(
    lambda since, length: Officer(name="A", since=since, until=length and since + timedelta(days=length - 1)),
    days,
    st.none() | st.integers(1, 9),
)


@given(st.lists(officers, max_size=5), days, days)
def test_somebody_is_responsible_on_each_day_or_there_is_a_gap(named: list[Officer], one: date, other: date) -> None:
    first, last = sorted((one, other))
    every_day = (first + timedelta(days=count) for count in range((last - first).days + 1))
    held = all(any(each.since <= day <= (each.until or last) for each in named) for day in every_day)
    assert is_covered(named, first, last) is held


@given(st.permutations(range(10)), st.integers(0, 10), st.integers(0, 10))
def test_a_scheme_opens_exactly_when_nothing_is_left_unmet(order: list[int], explained: int, unmet: int) -> None:
    requirements = list(met_requirements())
    for place in order[:explained]:
        number = requirements[place].number
        requirements[place] = Requirement(number=number, state=State.EXPLAINED, explanation="We are small.")
    for place in order[10 - unmet :]:
        requirements[place] = Requirement(number=requirements[place].number, state=State.NOT_MET)
    decision = may_open(a_plan(*requirements), is_adopted=True, now=NOW)
    assert (decision.outcome, decision.blocks) == (unmet == 0, unmet > 0)
    assert len(decision.reasons) == max(1, unmet)


def test_what_a_funder_did_not_adopt_never_stops_it() -> None:
    decision = may_open(a_plan(), is_adopted=False, now=NOW)
    assert (decision.outcome, decision.blocks, len(decision.reasons)) == (False, False, 10)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "name who is responsible"),
        (2, "more than £100000.00 is approved before the scheme opens"),
        (4, "the business case is a document"),
        (7, "the risk of fraud is approved"),
        (8, "at least one measure"),
    ],
)
def test_a_requirement_is_not_met_by_saying_so(number: int, sentence: str) -> None:
    bare = Requirement(number=number, state=State.MET, evidence="Yes.")
    requirements = [bare if each.number == number else each for each in met_requirements()]
    [reason] = may_open(a_plan(*requirements), is_adopted=True, now=NOW).reasons
    assert sentence in reason


def test_a_budget_up_to_a_hundred_thousand_pounds_needs_no_day_of_approval() -> None:
    bare = Requirement(number=2, state=State.MET, evidence="Yes.")
    requirements = [bare if each.number == 2 else each for each in met_requirements()]
    for budget, outcome in (("100000.00", True), ("100000.01", False)):
        plan = Plan(funder_id=uuid4(), offer=an_offer(budget), drafted_at=NOW, requirements=tuple(requirements))
        assert may_open(plan, is_adopted=True, now=NOW).outcome is outcome


@pytest.mark.parametrize(
    ("requirement", "path"),
    [
        (Requirement(number=11, state=State.NOT_MET), "/requirements/1/number"),
        (Requirement(number=3, state=State.NOT_MET), "/requirements/1/number"),
        (Requirement(number=5, state=State.MET), "/requirements/1/evidence"),
        (Requirement(number=5, state=State.EXPLAINED), "/requirements/1/explanation"),
        (
            Requirement(number=2, state=State.MET, evidence="Soon.", approved_on=TODAY + timedelta(days=1)),
            "/requirements/1/approved_on",
        ),
    ],
)
def test_what_nobody_could_mean_is_refused_where_it_stands(requirement: Requirement, path: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        must_be_statements([Requirement(number=3, state=State.NOT_MET), requirement], today=TODAY)
    assert refused.value.path == path


def a_plan(*requirements: Requirement) -> Plan:
    return Plan(funder_id=uuid4(), offer=an_offer(), drafted_at=NOW, requirements=requirements)
