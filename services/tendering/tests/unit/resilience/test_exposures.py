"""Exposure times distress: it grows with either, and however contracts are cut or listed it is the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.tendering.tests.builders import AFTERWARDS

from kernel.money import Money
from tendering.distress.domain import Seen, Sign
from tendering.resilience.domain import Running
from tendering.resilience.rules import Figures, asks_for_plan, exposures, needs_plan

TODAY = date(2027, 3, 31)
FIGURES = Figures.as_of(TODAY)
GROUPS = [UUID(int=number) for number in range(1, 5)]
CONTRACTS = st.lists(
    st.builds(
        Running,
        contract_id=st.uuids(),
        group_id=st.sampled_from(GROUPS),
        value=st.integers(0, 10**11).map(Money),
    ),
    min_size=1,
    max_size=12,
)
SIGNS = st.dictionaries(st.sampled_from(GROUPS), st.lists(st.sampled_from(Sign), max_size=5))


def seen(signs: dict[UUID, list[Sign]]) -> dict[UUID, list[Seen]]:
    return {
        group: [Seen(sign=sign, organisation_id=group, on=TODAY, source="a register") for sign in theirs]
        for group, theirs in signs.items()
    }


def scores(running: Sequence[Running], signs: dict[UUID, list[Sign]]) -> dict[UUID, Fraction]:
    return {each.group_id: each.score for each in exposures(running, seen(signs), FIGURES)}


def contract(group: UUID, pounds: int) -> Running:
    return Running(contract_id=uuid4(), group_id=group, value=Money(100 * pounds))


@given(CONTRACTS, SIGNS, st.integers(0, 10**11))
def test_the_score_of_a_group_does_not_fall_as_more_lies_with_it(
    running: list[Running], signs: dict[UUID, list[Sign]], more: int
) -> None:
    first = running[0]
    grown = [replace(first, value=first.value + Money(more)), *running[1:]]
    assert scores(grown, signs)[first.group_id] >= scores(running, signs)[first.group_id]


@given(CONTRACTS, SIGNS, st.sampled_from(Sign))
def test_the_score_of_a_group_does_not_fall_with_one_more_sign(
    running: list[Running], signs: dict[UUID, list[Sign]], more: Sign
) -> None:
    group = running[0].group_id
    worse = signs | {group: [*signs.get(group, []), more]}
    assert scores(running, worse)[group] >= scores(running, signs)[group]


@given(CONTRACTS, SIGNS, st.data())
def test_splitting_a_contract_in_two_changes_no_score(
    running: list[Running], signs: dict[UUID, list[Sign]], data: st.DataObject
) -> None:
    whole = running[0]
    part = data.draw(st.integers(0, whole.value.pence))
    halves = [
        replace(whole, value=Money(part)),
        replace(whole, contract_id=uuid4(), value=Money(whole.value.pence - part)),
    ]
    assert scores([*halves, *running[1:]], signs) == scores(running, signs)


@given(CONTRACTS, SIGNS, st.data())
def test_no_order_of_contracts_or_signs_changes_anything(
    running: list[Running], signs: dict[UUID, list[Sign]], data: st.DataObject
) -> None:
    shuffled = {group: data.draw(st.permutations(theirs)) for group, theirs in reversed(signs.items())}
    found = exposures(running, seen(signs), FIGURES)
    assert exposures(data.draw(st.permutations(running)), seen(shuffled), FIGURES) == found


@given(CONTRACTS, SIGNS)
def test_the_shares_make_one_and_no_contract_is_lost(running: list[Running], signs: dict[UUID, list[Sign]]) -> None:
    found = exposures(running, seen(signs), FIGURES)
    assert sum(each.share for each in found) == (1 if any(each.value.pence for each in running) else 0)
    assert sorted(each for one in found for each in one.contract_ids) == sorted(each.contract_id for each in running)


@pytest.mark.parametrize(("mine", "all_others", "asked"), [(50, 50, True), (49, 51, False), (100, 0, True)])
def test_at_the_line_every_contract_of_the_group_needs_a_plan(mine: int, all_others: int, asked: bool) -> None:
    running = [contract(GROUPS[0], mine), contract(GROUPS[1], all_others)]
    found = exposures(running, seen({GROUPS[0]: [Sign.COURT_JUDGMENT]}), FIGURES)
    [group] = [each for each in found if each.group_id == GROUPS[0]]
    assert needs_plan(group, FIGURES) is asked


def test_a_tenth_of_the_money_with_a_group_that_is_insolvent_needs_a_plan() -> None:
    running = [contract(GROUPS[0], 10), contract(GROUPS[1], 90)]
    first, second = exposures(running, seen({GROUPS[0]: [Sign.INSOLVENCY_NOTICE]}), FIGURES)
    assert (first.group_id, first.share, first.points, first.score) == (GROUPS[0], Fraction(1, 10), 5, Fraction(1, 2))
    assert needs_plan(first, FIGURES)
    assert second.score == 0
    assert not needs_plan(second, FIGURES)


def test_who_shows_no_sign_needs_no_plan_though_everything_lies_with_it() -> None:
    [alone] = exposures([contract(GROUPS[0], 100)], {}, FIGURES)
    assert alone.share == 1
    assert not needs_plan(alone, FIGURES)


def test_the_decision_blocks_nothing_and_tells_no_figures_of_the_supplier() -> None:
    made = asks_for_plan(UUID(int=9), FIGURES, now=AFTERWARDS)
    assert (made.rule, made.blocks, dict(made.inputs)) == (
        "delivery.supplier_failure",
        False,
        {"contract_id": str(UUID(int=9))},
    )
    assert "0.50 or more" in made.reasons[0]
    assert FIGURES.due_on == date(2027, 4, 28)
