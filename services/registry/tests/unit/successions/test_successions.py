"""Who takes over from whom, as rules."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from kernel.money import Money
from registry.successions.domain import Cost, Edge, Lesson, Plan, Stage, Succession, Task, Transfer
from registry.successions.rules import bodies_on, refuse_loop

TODAY, VESTING = date(2026, 8, 17), date(2027, 4, 1)
COUNTY, DISTRICT, NORTH, SOUTH, ONE = (UUID(int=n) for n in range(5))


def a_plan(*transfers: Transfer, **changes: Any) -> Plan:
    said: dict[str, Any] = {"title": "Two councils for three", "instrument": "The Order 2026", "effective_on": VESTING}
    return Plan(transfers=transfers or (Transfer(DISTRICT, NORTH),), **(said | changes))


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (a_plan(Transfer(COUNTY, NORTH), Transfer(NORTH, SOUTH)), "/transfers"),
        (a_plan(Transfer(COUNTY, COUNTY)), "/transfers"),
        (a_plan(Transfer(COUNTY, NORTH), Transfer(COUNTY, NORTH)), "/transfers"),
        (a_plan(Transfer(COUNTY, NORTH, (), ("C-1",)), Transfer(COUNTY, SOUTH, (), ("C-1",))), "/transfers"),
        (a_plan(continuing=frozenset({NORTH})), "/continuing"),
        (a_plan(costs=(Cost(TODAY + timedelta(1), Money(1), "Staff"),)), "/costs/0/on"),
        (a_plan(checklist=(Task("A"), Task("B", done_on=TODAY + timedelta(1)))), "/checklist/1/done_on"),
        (a_plan(lessons=(Lesson(TODAY + timedelta(1), "Ask first."),)), "/lessons/0/told_on"),
    ],
    ids=str,
)
def test_the_place_of_what_nobody_could_mean_is_named(plan: Plan, place: str) -> None:
    with pytest.raises(Unacceptable) as refusal:
        Succession.planned(uuid4(), plan, TODAY)
    assert refusal.value.path == place


def test_one_body_may_hand_over_to_several_and_several_to_one() -> None:
    plan = a_plan(Transfer(COUNTY, NORTH), Transfer(COUNTY, SOUTH), Transfer(DISTRICT, NORTH))
    succession = Succession.planned(uuid4(), plan, TODAY)
    assert succession.plan == plan
    assert {(it.predecessor_id, it.successor_id) for it in succession.places} == plan.pairs


def test_a_body_that_continues_gives_up_no_place() -> None:
    plan = a_plan(Transfer(COUNTY, NORTH), Transfer(DISTRICT, NORTH), continuing=frozenset({COUNTY}))
    assert [it.predecessor_id for it in Succession.planned(uuid4(), plan, TODAY).places] == [DISTRICT]


def test_costs_to_date_add_up_and_it_is_ready_when_every_task_is_done() -> None:
    costs = (Cost(TODAY, Money(25_000_000), "Staff"), Cost(TODAY, Money(1), "Signs"))
    succession = Succession.planned(uuid4(), a_plan(costs=costs, checklist=(Task("Invoices"),)), TODAY)
    assert (str(succession.cost_to_date), succession.ready) == ("250000.01", False)
    assert succession.checklist == (Task("Invoices", VESTING),)
    succession.restate(replace(succession.plan, checklist=(Task("Invoices", VESTING, TODAY),)), TODAY)
    assert succession.ready


def test_in_force_the_map_may_be_completed_but_who_took_over_is_history() -> None:
    succession = Succession.planned(uuid4(), a_plan(), TODAY)
    succession.come_into_force()
    assert succession.restate(a_plan(Transfer(DISTRICT, NORTH, ("Housing",), ("C-1",))), VESTING)
    for plan in (
        a_plan(Transfer(DISTRICT, SOUTH)),
        a_plan(effective_on=TODAY),
        a_plan(continuing=frozenset({DISTRICT})),
    ):
        with pytest.raises(RuleBroken, match="history"):
            succession.restate(plan, VESTING)
    with pytest.raises(RuleBroken, match="in force"):
        succession.withdraw("Too late.")


def test_what_was_withdrawn_stays_so_and_gives_nobodys_place_away() -> None:
    succession = Succession.planned(uuid4(), a_plan(), TODAY)
    assert not succession.restate(a_plan(), TODAY)
    succession.withdraw("The order was not made.")
    assert (succession.stage, succession.places) == (Stage.WITHDRAWN, [])
    with pytest.raises(RuleBroken, match="withdrawn"):
        succession.restate(a_plan(), TODAY)


def test_the_way_leads_through_every_successor_in_turn() -> None:
    edges = [
        Edge(DISTRICT, COUNTY, date(2009, 4, 1)),
        Edge(COUNTY, NORTH, date(2023, 4, 1)),
        Edge(COUNTY, SOUTH, date(2023, 4, 1)),
        Edge(NORTH, ONE, VESTING),
    ]
    assert bodies_on(DISTRICT, edges, date(2009, 3, 31)) == {DISTRICT: ()}
    assert bodies_on(DISTRICT, edges, date(2009, 4, 1)) == {COUNTY: (edges[0],)}
    assert bodies_on(DISTRICT, edges, TODAY) == {NORTH: (edges[0], edges[1]), SOUTH: (edges[0], edges[2])}
    assert set(bodies_on(DISTRICT, edges, VESTING)) == {SOUTH, ONE}
    assert bodies_on(ONE, edges, VESTING) == {ONE: ()}


bodies = st.integers(0, 6).map(lambda n: UUID(int=n))
days = st.dates(date(2000, 1, 1), date(2030, 1, 1))
any_edges = st.lists(st.builds(Edge, bodies, bodies, days), max_size=20)


@given(bodies, any_edges, days)
def test_the_walk_ends_with_somebody_whatever_the_edges_are(body: UUID, edges: list[Edge], on: date) -> None:
    found = bodies_on(body, edges, on)
    assert found
    for end, way in found.items():
        assert [edge.predecessor for edge in way] == [body, *(edge.successor for edge in way)][: len(way)]
        assert end == (way[-1].successor if way else body)
        assert all(edge.on <= on for edge in way)


@given(any_edges, days)
def test_where_no_loop_was_let_in_every_walk_ends_with_bodies_that_nobody_took_over_from(
    edges: list[Edge], on: date
) -> None:
    kept: list[Edge] = []
    for edge in edges:
        try:
            refuse_loop([edge], kept)
        except Unacceptable:
            continue
        kept.append(edge)
    taken = {edge.predecessor for edge in kept if edge.on <= on}
    for body in {it.predecessor for it in kept}:
        assert taken.isdisjoint(bodies_on(body, kept, on))


@given(st.lists(bodies, min_size=1, max_size=7, unique=True), days)
def test_a_loop_is_refused_wherever_it_is_closed(ring: list[UUID], on: date) -> None:
    edges = [Edge(one, other, on) for one, other in zip(ring, [*ring[1:], ring[0]], strict=True)]
    for at, closing in enumerate(edges):
        with pytest.raises(Unacceptable):
            refuse_loop([closing], edges[:at] + edges[at + 1 :])
