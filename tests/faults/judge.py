"""The judge: compares what clients were promised with what ledgers, streams and projections hold. Pure, and its own.

Nothing here asks the platform's own code: the chain is computed anew, order is counted anew, effects are looked for by
what clients sent. `run` hands it the evidence of a beaten platform, `test_judge` evidence with planted defects.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from tests.faults.evidence import Evidence, Message, Row
from tests.faults.history import Done


class Defect(NamedTuple):
    """What is wrong: lost, doubled, disordered, unlike, refused, unanswered, mistaken, stuck."""

    kind: str
    sentence: str


class Reflection(NamedTuple):
    """A projection's table, and the events that it must hold: each `value` once, under `key`, and no other."""

    service: str
    table: str
    key: str
    source: str
    words: Sequence[str]
    value: str
    facts: tuple[str, str] | None = None  # a column, and where the entity's last event has the same
    prefix: str = ""  # that the table puts before each value


ORGANISATION = ("registry.organisation.registered.v1", "registry.organisation.changed.v1")
NOTICE = ("tendering.notice.published.v1", "tendering.notice.cancelled.v1")
STEPS = ("tendering.contract.signed.v1", "tendering.contract.amended.v1", "tendering.contract.ended.v1")
ASSESSED = ("tendering.performance.assessed.v1", "tendering.dispute.decided.v1")
AWARD = ("tendering.award.made.v1",)
SUMMARY = ("ratings.summary.published.v1",)
SCHEME = ("grants.scheme.opened.v1",)
GRANT = ("grants.grant.awarded.v1", "grants.grant.paid.v1")
FACTS = ("facts", "organisation")
RATED = "ratings.organisation.rated.v1"
FROZEN = "ratings.evidence.frozen.v1"
DUTIES = "tendering.duties.written.v1"
#: What a service concludes by itself, of whom, and the field that says it: never the same twice running.
CONCLUDED = {RATED: ("entity", "stars"), FROZEN: ("notice_id", "notice_id"), DUTIES: ("entity", "duties")}
REFLECTIONS = (
    *(
        Reflection(service, "known_organisations", "id", "registry", ORGANISATION, "entity", FACTS)
        for service in ("tendering", "ratings", "grants")
    ),
    Reflection("tendering", "known_payees", "id", "registry", ORGANISATION, "entity"),
    Reflection("ratings", "services", "contract_id", "tendering", STEPS, "contract.contract_id"),
    Reflection("ratings", "competitions", "notice_id", "tendering", NOTICE[:1], "entity"),
    Reflection("tendering", "frozen_ratings", "notice_id", "ratings", (FROZEN,), "notice_id"),
    Reflection("transparency", "releases", "id", "tendering", (*NOTICE, *AWARD, *STEPS), "event_id"),
    Reflection("transparency", "calendars", "notice_id", "tendering", (DUTIES,), "notice_id"),
    Reflection("transparency", "grants", "id", "grants", GRANT, "entity", prefix="360G-commonweal-"),
    Reflection("transparency", "listed_organisations", "id", "registry", ORGANISATION, "entity", FACTS),
    Reflection("transparency", "listed_notices", "id", "tendering", NOTICE, "entity", ("facts", "notice")),
    Reflection("transparency", "listed_awards", "id", "tendering", AWARD, "entity", ("facts", "award")),
    Reflection("transparency", "listed_contracts", "id", "tendering", STEPS, "entity", ("facts", "contract")),
    Reflection("transparency", "listed_contract_steps", "event_id", "tendering", (*STEPS, *ASSESSED), "event_id"),
    Reflection("transparency", "listed_schemes", "id", "grants", SCHEME, "entity", ("facts", "scheme")),
    Reflection("transparency", "listed_grants", "id", "grants", GRANT, "entity", ("facts", "grant")),
    Reflection("transparency", "listed_ratings", "contract_id", "ratings", SUMMARY, "entity"),
)

#: Projections of events that nothing in the lines causes: engagements, evidence, owners, offers, disclosures, lists.
UNTOUCHED = frozenset(
    {
        *(("transparency", f"spend_{name}") for name in ("datasets", "payments")),
        *(("transparency", f"listed_{name}") for name in ("engagements", "contacts", "contributions")),
        *(
            ("transparency", name)
            for name in (
                "authority_calendars",
                "authority_payments",
                "authority_payments_notices",
                "authority_spend_files",
                "contract_register_entries",
            )
        ),
        *(("tendering", name) for name in ("promises_kept", "past_assessments", "cpv_codes")),
        *(("tendering", f"known_{name}") for name in ("classes", "disputes", "facts", "groups", "reserved_contracts")),
        *(
            ("transparency", f"profile_{name}")
            for name in (
                "classifications",
                "disclosures",
                "disputes",
                "meetings",
                "ownerships",
                "services",
                "successions",
            )
        ),
    }
)


def defects(history: Sequence[Done], evidence: Evidence) -> list[Defect]:
    """Everything that is wrong."""
    return [
        *unsettled(history),
        *(defect for service, rows in evidence.ledgers.items() for defect in misordered(service, rows)),
        *(defect for service, rows in evidence.ledgers.items()
          for defect in uncarried(service, rows, evidence.streams.get(service, ()))),
        *uneffected(history, evidence),
        *unread(evidence),
        *repeated(evidence),
        *misremembered(evidence),
        *unreflected(evidence, REFLECTIONS),
    ]  # fmt: skip


def unsettled(history: Iterable[Done]) -> Iterator[Defect]:
    """Commands that had to be accepted and were not; answers by which a service admits a mistake of its own."""
    for done in history:
        if done.refusal:
            yield Defect("refused", f"{done.kind} ({done.number}): {done.refusal}; it had heard {done.heard}")
        elif not done.acknowledged:
            yield Defect("unanswered", f"{done.kind} ({done.number}) heard {done.heard[-10:]}")
        if 500 in done.heard:
            yield Defect("mistaken", f"{done.service} answered {done.kind} ({done.number}) with 500")


def misordered(service: str, rows: Sequence[Row]) -> Iterator[Defect]:
    """Places without gaps, sealed one upon the other; each entity's versions from 1, and its time never backwards."""
    numbered = sorted((row for row in rows if row.position is not None), key=lambda row: row.position or 0)
    for row in rows:
        if row.position is None:
            yield Defect("lost", f"{service}: event {row.event_id} was committed and never got a place")
    seal, versions, latest = bytes(32), Counter[str](), dict[str, Any]()
    for place, row in enumerate(numbered, 1):
        if row.position != place:
            yield Defect("disordered", f"{service}: {row.position} stands where {place} should")
            return
        seal = hashlib.sha256(seal + place.to_bytes(8, "big") + hashlib.sha256(row.body).digest()).digest()
        if row.seal != seal:
            yield Defect("unlike", f"{service}: {place} is not what was sealed")
            return
        versions[row.entity] += 1
        if row.version != versions[row.entity]:
            yield Defect("disordered", f"{service} at {place}: version {row.version} of {row.entity} comes as "
                                       f"number {versions[row.entity]}")  # fmt: skip
        if row.occurred_at < latest.get(row.entity, row.occurred_at):
            yield Defect("disordered", f"{service} at {place}: {row.entity} goes back in time")
        latest[row.entity] = row.occurred_at
    for event_id, times in Counter(row.event_id for row in rows).items():
        if times > 1:
            yield Defect("doubled", f"{service}: event {event_id} is there {times} times")


def uncarried(service: str, rows: Sequence[Row], messages: Sequence[Message]) -> Iterator[Defect]:
    """The stream is the ledger: sequence for position, byte for byte."""
    ours = {row.position: row for row in rows if row.position is not None}
    times = Counter(message.sequence for message in messages)
    for sequence in sorted(ours.keys() - times.keys()):
        yield Defect("lost", f"{service}: the stream lacks {sequence}")
    for sequence in sorted(times.keys() - ours.keys()):
        yield Defect("doubled", f"{service}: the stream has {sequence}, the ledger has not")
    for before, after in pairwise(messages):
        if after.sequence <= before.sequence:
            yield Defect("disordered", f"{service}: the stream delivers {after.sequence} after {before.sequence}")
    for message in messages:
        row = ours.get(message.sequence)
        if row is not None and (message.body != row.body or message.seal != (row.seal or b"").hex()):
            yield Defect("unlike", f"{service}: the stream at {message.sequence} is not the ledger's")


def uneffected(history: Sequence[Done], evidence: Evidence) -> Iterator[Defect]:
    """Every acknowledged command has each of its effects as often as it must; no event is there that nobody asked."""
    asked = [(done, effect) for done in history if done.acknowledged for effect in done.effects]
    fields = {(effect.service, effect.name, effect.fields) for _, effect in asked}
    found = {key: Counter(values(row, key[2]) for row in rows_of(evidence, *key[:2])) for key in fields}
    for done, effect in asked:
        times = found[effect[:3]][effect.values]
        if times != effect.times:
            kind = "lost" if times < effect.times else "doubled"
            yield Defect(kind, f"{done.kind} ({done.number}): {effect} is there {times} times")
    wanted = {effect[:4] for _, effect in asked}
    for service, rows in evidence.ledgers.items():
        for row in rows:
            if row.type in CONCLUDED:
                continue  # `repeated` judges it
            ways = [key for key in fields if key[:2] == (service, row.type)]
            if not any((*key, values(row.message, key[2])) in wanted for key in ways):
                yield Defect("doubled", f"{service} at {row.position}: nobody asked for {row.type} {row.entity}")


def rows_of(evidence: Evidence, service: str, name: str) -> Sequence[Mapping[str, Any]]:
    """The rows of a table, or the events of a type."""
    if "." in name:
        return [row.message for row in evidence.ledgers[service] if row.type == name]
    return evidence.tables[service, name]


def values(row: Mapping[str, Any], fields: str) -> tuple[str, ...]:
    """What a row says at these paths."""
    return tuple(str(at(row, path)) for path in steps(fields))


@cache
def steps(fields: str) -> tuple[tuple[str | int, ...], ...]:
    """`grant.payments.-1.amount,id` as steps into objects and lists."""
    numbers = {"-1": -1}
    return tuple(tuple(numbers.get(step, step) for step in path.split(".")) for path in fields.split(","))


def at(row: Any, path: Iterable[str | int]) -> Any:
    """What stands there; None if there is no such place."""
    for step in path:
        if isinstance(step, int):
            row = row[step] if row else None
        else:
            row = row.get(step) if isinstance(row, Mapping) else None
    return row


def unread(evidence: Evidence) -> Iterator[Defect]:
    """Every reader is at the end of what it reads, has read this very ledger, and has set nothing aside."""
    for service, readings in evidence.readings.items():
        for reading in readings:
            source = reading.stream.rpartition("_")[0].lower()
            numbered = {row.position: row.seal for row in evidence.ledgers[source] if row.position is not None}
            where = f"{service}: {reading.reader} has read {reading.stream} to {reading.position}"
            if reading.position != max(numbered, default=0):
                yield Defect("stuck", f"{where} of {max(numbered, default=0)}")
            elif numbered and numbered[reading.position] != reading.seal:
                yield Defect("unlike", f"{where}, but another one")
        for parked in evidence.parked.get(service, ()):
            yield Defect("stuck", f"{service} has parked {parked}")


def repeated(evidence: Evidence) -> Iterator[Defect]:
    """A service that concludes something by itself says so once, until it concludes something else."""
    last: dict[tuple[str, str], Any] = {}
    for rows in evidence.ledgers.values():
        for row in sorted(rows, key=lambda row: row.position or 0):
            if row.type in CONCLUDED:
                whom, said = (row.message[name] for name in CONCLUDED[row.type])
                if last.get((row.type, whom)) == said:
                    yield Defect("doubled", f"{row.type} {row.entity} says {said} again")
                last[row.type, whom] = said


def misremembered(evidence: Evidence) -> Iterator[Defect]:
    """Tendering remembers every time that an organisation's ratings were told; what nothing touched is empty."""
    told = Counter(row.message["organisation_id"] for row in evidence.ledgers.get("ratings", ()) if row.type == RATED)
    kept = Counter(str(row["organisation_id"]) for row in evidence.tables.get(("tendering", "rated"), ()))
    for organisation in (told - kept).keys() | (kept - told).keys():
        kind = "lost" if told[organisation] > kept[organisation] else "doubled"
        yield Defect(kind, f"{organisation} was told {told[organisation]} times and is kept {kept[organisation]} times")
    for service, table in sorted(UNTOUCHED):
        if evidence.tables.get((service, table)):
            yield Defect("doubled", f"{service}.{table} shows something of which nothing was told")


def unreflected(evidence: Evidence, reflections: Sequence[Reflection]) -> Iterator[Defect]:
    """Every event that a projection's table must show is there once, as its entity's last event has it."""
    for each in reflections:
        if (each.service, each.table) not in evidence.tables:
            continue
        events = [row.message for row in evidence.ledgers[each.source] if row.type in each.words]
        last = {f"{each.prefix}{at(event, each.value.split('.'))}": event for event in events}
        shown = defaultdict(list)
        for row in evidence.tables[each.service, each.table]:
            shown[str(row[each.key])].append(row)
        where = f"{each.service}.{each.table}"
        for key in last.keys() - shown.keys():
            yield Defect("lost", f"{where} does not show {key}")
        for key in shown.keys() - last.keys():
            yield Defect("doubled", f"{where} shows {key}, of which nothing was told")
        for key, rows in shown.items():
            if len(rows) > 1:
                yield Defect("doubled", f"{where} shows {key} {len(rows)} times")
            elif each.facts and key in last and rows[0][each.facts[0]] != last[key][each.facts[1]]:
                yield Defect("unlike", f"{where} shows {key} not as it was last told")


def rebuilt(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Defect]:
    """Every projection is what its rebuild from the first event makes of it."""
    for table in sorted(before.keys() | after.keys()):
        if before.get(table) != after.get(table):
            yield Defect("unlike", f"{table} is not what its rebuild is")
