"""The judge finds nothing wrong with what is right, and finds each defect that a planted bug would leave behind."""

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.faults.blows import BLOWS, plan
from tests.faults.evidence import Evidence, Message, Reading, Row
from tests.faults.history import Done, Effect
from tests.faults.judge import FROZEN, RATED, REFLECTIONS, UNTOUCHED, defects, misremembered, rebuilt, repeated
from tests.faults.run import projected, refilled

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
REGISTERED, CHANGED = "registry.organisation.registered.v1", "registry.organisation.changed.v1"


def written(*events: tuple[str, str, str]) -> list[Row]:
    """A ledger with these events, each a type, an entity and the name that it tells."""
    rows: list[Row] = []
    seal, versions = bytes(32), dict[str, int]()
    for position, (word, entity, name) in enumerate(events, 1):
        versions[entity] = versions.get(entity, 0) + 1
        message = {"type": word, "entity": entity, "organisation": {"id": entity, "name": name}}
        body = json.dumps({**message, "entity_version": versions[entity]}).encode()
        seal = hashlib.sha256(seal + position.to_bytes(8, "big") + hashlib.sha256(body).digest()).digest()
        at = MONDAY + timedelta(minutes=position)
        rows.append(Row(position, position, seal, f"event {position}", word, entity, versions[entity], at, body))
    return rows


EVENTS = ((REGISTERED, "one", "First"), (REGISTERED, "two", "Second"), (CHANGED, "one", "Third"))


class Case:
    """Three commands on two organisations, as the registry recorded and tendering read them."""

    def __init__(self, *events: tuple[str, str, str]) -> None:
        self.history = [done(number, *event) for number, event in enumerate(EVENTS, 1)]
        rows = written(*(events or EVENTS))
        known = {row.entity: row.message["organisation"] for row in rows}
        self.evidence = Evidence(
            ledgers={"registry": rows},
            streams={"registry": [carried(row) for row in rows]},
            readings={"tendering": [Reading("suppliers", "REGISTRY_1", len(rows), rows[-1].seal or b"")]},
            parked={"tendering": []},
            tables={("tendering", "known_organisations"): [{"id": k, "facts": facts} for k, facts in known.items()]},
        )

    @property
    def rows(self) -> list[Row]:
        """The registry's ledger."""
        return list(self.evidence.ledgers["registry"])

    @rows.setter
    def rows(self, rows: list[Row]) -> None:
        self.evidence.ledgers["registry"] = rows

    @property
    def stream(self) -> list[Message]:
        """What the broker has of it."""
        return list(self.evidence.streams["registry"])

    @stream.setter
    def stream(self, messages: list[Message]) -> None:
        self.evidence.streams["registry"] = messages

    @property
    def known(self) -> list[dict[str, Any]]:
        """What tendering knows."""
        return [dict(row) for row in self.evidence.tables["tendering", "known_organisations"]]

    @known.setter
    def known(self, rows: list[dict[str, Any]]) -> None:
        self.evidence.tables["tendering", "known_organisations"] = rows

    def kinds(self) -> set[str]:
        """What the judge says is wrong."""
        return {defect.kind for defect in defects(self.history, self.evidence)}


def carried(row: Row) -> Message:
    """An event on the stream."""
    return Message(row.position or 0, (row.seal or b"").hex(), row.body)


def done(number: int, word: str, _: str, name: str) -> Done:
    """An acknowledged command that must have told of that name once."""
    effect = Effect("registry", word, "organisation.name", (name,))
    return Done(number, "register", "registry", [201], acknowledged=True, refusal=None, effects=[effect],
                began=0.0, ended=1.0)  # fmt: skip


def test_what_is_right_is_found_right() -> None:
    assert defects(Case().history, Case().evidence) == []


# Each defect, named after what would cause it.


def cursor_relay(case: Case) -> None:
    """What committed late never got a place, and so never left."""
    late = case.rows[2]._replace(position=None, seal=None)
    case.rows, case.stream = [*case.rows[:2], late], case.stream[:2]
    case.evidence.readings["tendering"] = [Reading("suppliers", "REGISTRY_1", 2, case.rows[1].seal or b"")]


def numbered_before_commit(case: Case) -> None:
    """A rolled back command left a hole."""
    case.rows = [*case.rows[:2], case.rows[2]._replace(position=4)]
    case.stream = [carried(row) for row in case.rows]


def fence_off(case: Case) -> None:
    """A zombie wrote the end a second time."""
    case.stream = [*case.stream, case.stream[2]._replace(sequence=4)]


def checkpoint_apart(case: Case) -> None:
    """A crash between effects and checkpoint: the same event was applied twice."""
    case.known = [*case.known, case.known[0]]


def swallowed(case: Case) -> None:
    """A handler hid what it could not bear; its rebuild would hide it again."""
    case.known = case.known[:1]


def swallowed_change(case: Case) -> None:
    """The same for the second event of an organisation."""
    case.known = [{"id": "one", "facts": {"id": "one", "name": "First"}}, case.known[1]]


def parked(case: Case) -> None:
    """An event could not be applied."""
    case.evidence.parked["tendering"] = ["suppliers at 3: ValueError"]


def stuck(case: Case) -> None:
    """A reader stopped."""
    case.evidence.readings["tendering"] = [Reading("suppliers", "REGISTRY_1", 2, case.rows[1].seal or b"")]


def another_past(case: Case) -> None:
    """A reader has read what the ledger no longer says."""
    case.evidence.readings["tendering"] = [Reading("suppliers", "REGISTRY_1", 3, bytes(32))]


def forged(case: Case) -> None:
    """Somebody changed an event in the ledger."""
    case.rows = [case.rows[0]._replace(body=case.rows[0].body.replace(b"First", b"Frist")), *case.rows[1:]]


def forged_on_the_way(case: Case) -> None:
    """The broker delivers something else."""
    case.stream = [case.stream[0], case.stream[1]._replace(body=b"{}"), case.stream[2]]


def truncated(case: Case) -> None:
    """The broker lost its end."""
    case.stream = case.stream[:2]


def mixed_up(case: Case) -> None:
    """The broker delivers in another order."""
    case.stream = [case.stream[1], case.stream[0], case.stream[2]]


def head_not_locked(case: Case) -> None:
    """Two commands on one organisation got their versions in the wrong order."""
    first, second, third = case.rows
    case.rows = [first._replace(version=2), second, third._replace(version=1)]


def clock_backwards(case: Case) -> None:
    """An organisation was changed before it was registered."""
    case.rows = [*case.rows[:2], case.rows[2]._replace(occurred_at=MONDAY)]


def told_twice(case: Case) -> None:
    """One event has two rows."""
    case.rows = [*case.rows[:2], case.rows[2]._replace(event_id="event 1")]


def refused(case: Case) -> None:
    """A retry was told that it came too late."""
    case.history[0] = replace(case.history[0], acknowledged=False, refusal="409", effects=[])


def unanswered(case: Case) -> None:
    """Nobody ever said anything."""
    case.history[0] = replace(case.history[0], acknowledged=False, heard=["TimeoutError"])


def mistaken(case: Case) -> None:
    """A service admitted a mistake, and the retry passed."""
    case.history[0] = replace(case.history[0], heard=[500, 201])


@pytest.mark.parametrize(
    ("plant", "kind"),
    [
        (cursor_relay, "lost"),
        (numbered_before_commit, "disordered"),
        (fence_off, "doubled"),
        (checkpoint_apart, "doubled"),
        (swallowed, "lost"),
        (swallowed_change, "unlike"),
        (parked, "stuck"),
        (stuck, "stuck"),
        (another_past, "unlike"),
        (forged, "unlike"),
        (forged_on_the_way, "unlike"),
        (truncated, "lost"),
        (mixed_up, "disordered"),
        (head_not_locked, "disordered"),
        (clock_backwards, "disordered"),
        (told_twice, "doubled"),
        (refused, "refused"),
        (unanswered, "unanswered"),
        (mistaken, "mistaken"),
    ],
)
def test_each_defect_is_found(plant: Callable[[Case], None], kind: str) -> None:
    case = Case()
    plant(case)
    assert kind in case.kinds()


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        (EVENTS[:2], "lost"),  # acknowledged, and forgotten
        ((*EVENTS, EVENTS[2]), "doubled"),  # a retry that did it again
        ((*EVENTS, (CHANGED, "two", "Fourth")), "doubled"),  # something that nobody asked for
    ],
)
def test_each_command_counts_once(events: tuple[tuple[str, str, str], ...], kind: str) -> None:
    assert Case(*events).kinds() == {kind}


def test_a_projection_that_its_rebuild_would_not_make_is_found() -> None:
    assert list(rebuilt({"grants.x": "1"}, {"grants.x": "1"})) == []
    assert [defect.kind for defect in rebuilt({"grants.x": "1"}, {"grants.x": "2"})] == ["unlike"]
    assert [defect.kind for defect in rebuilt({"grants.x": "1"}, {})] == ["unlike"]


def test_a_stream_that_is_refilled_with_something_else_is_found() -> None:
    before, after = Case(), Case()
    assert list(refilled(before.evidence, after.evidence)) == []
    after.stream = [after.stream[0], after.stream[2]._replace(sequence=2), after.stream[1]._replace(sequence=3)]
    assert "unlike" in {defect.kind for defect in refilled(before.evidence, after.evidence)}


def test_the_judge_knows_what_every_projection_has_to_show() -> None:
    known = {(each.service, each.table) for each in REFLECTIONS} | {("tendering", "rated")} | UNTOUCHED
    ours = {(service, table) for service, tables in projected().items() for table in tables}
    assert not ours - known, "say in judge.REFLECTIONS which events this table shows"


def test_a_whole_run_has_blows_of_every_kind_in_their_shares() -> None:
    assert {name: plan(100, random.Random(1)).count(name) for name in BLOWS} == BLOWS
    assert sorted(plan(len(BLOWS), random.Random(1))) == sorted(BLOWS)


def test_what_is_frozen_for_a_notice_is_frozen_once_whatever_it_is_called() -> None:
    rows = [
        Row(place, place, b"", f"event {place}", FROZEN, f"snapshot {place}", 1, MONDAY, body)
        for place, notice in enumerate(("a", "b", "a"), 1)
        for body in (json.dumps({"entity": f"snapshot {place}", "notice_id": notice}).encode(),)
    ]
    assert [defect.kind for defect in repeated(Evidence(ledgers={"ratings": rows}))] == ["doubled"]
    assert list(repeated(Evidence(ledgers={"ratings": rows[:2]}))) == []


def test_what_a_service_concludes_by_itself_is_said_once_and_remembered_once() -> None:
    rows = [
        Row(place, place, b"", f"event {place}", RATED, "ratings of a", place, MONDAY, body)
        for place, stars in enumerate(([1], [1], [2]), 1)
        for body in (json.dumps({"entity": "ratings of a", "organisation_id": "a", "stars": stars}).encode(),)
    ]
    twice, kept = Evidence(ledgers={"ratings": rows}), Evidence(ledgers={"ratings": (rows[0], rows[2])})
    assert [defect.kind for defect in repeated(twice)] == ["doubled"]
    assert list(repeated(kept)) == []
    for count, kinds in ((1, ["lost"]), (2, []), (3, ["doubled"])):
        kept.tables["tendering", "rated"] = [{"organisation_id": "a"}] * count
        assert [defect.kind for defect in misremembered(kept)] == kinds
    kept.tables["tendering", "rated"] = [{"organisation_id": "a"}] * 2
    kept.tables["tendering", "known_facts"] = [{"id": 1}]
    assert [defect.kind for defect in misremembered(kept)] == ["doubled"]
