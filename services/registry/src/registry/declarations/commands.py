"""Take in others' statements of ownership: each is kept as published, and what the register understands counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.errors import DomainError, Unacceptable
from kernel.json_text import Unreadable
from kernel.orgids import OrgId
from registry.declarations.domain import Change, Outcome, Row, Unfit, began, declarations_of, kinds_twice
from registry.declarations.rules import entity_of, numbers_of, person_of, terms_of, unspecified_of
from registry.interests.commands import record, take_turns, tell
from registry.interests.queries import declared_interests
from registry.organisations.queries import bearers_of
from registry.statements.commands import keep
from registry.statements.domain import Rejected, Statement
from registry.statements.queries import Record, Series, contents_of, series_of
from registry.statements.readers import statements_of

CHANGED = "It is kept already and said something else; a published statement is never changed, only followed."


@dataclass(slots=True)
class Import:
    """One import as it goes: what is kept already, what it adds, and what becomes of each row."""

    session: AsyncSession
    now: datetime
    contents: dict[str, str] = field(default_factory=dict)
    series: dict[Record, Series] = field(default_factory=dict)
    parties: dict[Record, UUID] = field(default_factory=dict)
    bearers: dict[OrgId, UUID] = field(default_factory=dict)
    accepted: dict[int, Statement] = field(default_factory=dict)
    subjects: set[UUID] = field(default_factory=set)
    outcome: Outcome = field(default_factory=Outcome)

    def accept(self, row: int, it: Statement, party: UUID | None) -> None:
        """It counts from here on, also for those that come after it in the file."""
        self.accepted[row] = it
        if party is not None:
            self.parties[it.record] = party
        self.series[it.record] = Series(1, it.content, it.status, it.record_type, party, it.text)

    def reject(self, row: int, it: Statement, error: Exception) -> None:
        """Nothing of it is kept."""
        self.outcome.rejected.append(Rejected(row, str(error), it.id))


async def import_statements(session: AsyncSession, text: str, *, now: datetime) -> Outcome:
    """Keep every statement that can be kept, once. Raises Unacceptable for text that holds no statements.

    What one declaration states on one day is taken together: one owner's share may grow as another's shrinks.
    """
    try:
        rows = list(enumerate(statements_of(text), start=1))
    except Unreadable as error:
        raise Unacceptable("", str(error)) from error
    await take_turns(session)
    work = Import(session, now, outcome=Outcome(read=len(rows)))
    work.outcome.rejected += [it for _, it in rows if isinstance(it, Rejected)]
    await _look_up(work, [it for _, it in rows if isinstance(it, Statement)])
    fresh = [(row, it) for row, it in rows if isinstance(it, Statement) and _is_fresh(work, row, it)]
    for declared in declarations_of(fresh):
        await _declare(work, declared)
    await keep(session, [work.accepted[row] for row in sorted(work.accepted)], work.parties, None, now=now)
    await tell(session, work.subjects, now=now)
    work.outcome.accepted = len(work.accepted)
    work.outcome.rejected.sort(key=lambda it: it.row)
    return work.outcome


async def _look_up(work: Import, found: Sequence[Statement]) -> None:
    named = [(it.publisher, it.details.get(name)) for it in found for name in ("subject", "interestedParty")]
    records = {it.record for it in found} | {(publisher, it) for publisher, it in named if isinstance(it, str)}
    work.contents.update(await contents_of(work.session, {it.id for it in found}))
    work.series.update(await series_of(work.session, records))
    numbers = {number for it in found if it.record_type == "entity" for number in numbers_of(it)}
    bearers = await bearers_of(work.session, sorted(numbers))
    work.bearers.update({number: bearer.id for bearer in bearers for number in bearer.org_ids})
    work.parties.update({record: it.party for record, it in work.series.items() if it.party is not None})


def _is_fresh(work: Import, row: int, it: Statement) -> bool:
    known = work.contents.get(it.id)
    if known == it.content:
        work.outcome.unchanged += 1
    elif known is not None:
        work.reject(row, it, Unfit(CHANGED))
    return known is None


async def _declare(work: Import, declared: Sequence[Row]) -> None:
    """What one declaration states: first of whom, then who holds what in whom."""
    changes = []
    for row, it in declared:
        try:
            _must_follow(work, it)
            if it.record_type == "relationship":
                changes.append(await _change(work, row, it))
            else:
                work.accept(row, it, await _identify(work, it))
        except (ValueError, DomainError) as error:
            work.reject(row, it, error)
    for change in changes:
        change.end(began(changes))
    for subject_id, those in groupby(sorted(changes, key=lambda it: it.subject_id), key=lambda it: it.subject_id):
        await _take(work, subject_id, list(those))


async def _take(work: Import, subject_id: UUID, changes: Sequence[Change]) -> None:
    """All changes in one body together; if they cannot be so, as many as can, each by itself."""
    try:
        await _record(work, subject_id, changes)
    except DomainError as error:
        if len(changes) == 1:
            work.reject(changes[0].row, changes[0].statement, error)
            return
        for change in changes:
            await _take(work, subject_id, [change])


async def _record(work: Import, subject_id: UUID, changes: Sequence[Change]) -> None:
    stated = [it for change in changes for it in change.stated]
    superseded = [it for change in changes for it in change.superseded]
    await record(work.session, subject_id, stated, superseded, today=day_of(work.now))
    work.subjects.add(subject_id)
    for change in changes:
        work.accept(change.row, change.statement, subject_id)


def _must_follow(work: Import, it: Statement) -> None:
    """Raise Unfit for a statement that its record cannot have after those that are kept."""
    if it.dated > day_of(work.now):
        raise Unfit(f"statementDate: {it.dated} has not come yet.")
    before = work.series.get(it.record)
    if before is None:
        return
    if before.type != it.record_type:
        raise Unfit(f"The record {it.record_id} was stated to be of type {before.type}.")
    if before.status == "closed":
        raise Unfit(f"The record {it.record_id} is closed.")
    if it.status == "new":
        raise Unfit(f"The record {it.record_id} is not new: it was stated before.")


async def _identify(work: Import, it: Statement) -> UUID:
    """The organisation that bears the number, else a party. What it was called last counts."""
    if it.record_type == "entity":
        bearer = next((work.bearers[number] for number in numbers_of(it) if number in work.bearers), None)
        if bearer is not None:
            return bearer
    party = person_of(it) if it.record_type == "person" else entity_of(it)
    return (await work.session.merge(party)).id


async def _change(work: Import, row: int, it: Statement) -> Change:
    """What the relationship comes to. One whose subject nobody names is kept, and changes nothing."""
    subject_id = _stated(work, it, "subject")
    owner_id = _stated(work, it, "interestedParty")
    if owner_id is None:
        owner_id = (await work.session.merge(unspecified_of(it))).id
    change = Change(row, it, subject_id or owner_id)
    if subject_id is None:
        return change
    terms = terms_of(it, owner_id, today=day_of(work.now))
    if twice := kinds_twice(terms):
        raise Unfit(f"recordDetails/interests: {twice} is stated twice, so that no later statement could follow it.")
    change.take(terms, await declared_interests(work.session, change.record), work.now)
    return change


def _stated(work: Import, it: Statement, name: str) -> UUID | None:
    """Whom a record is of; None where the statement says only why nobody is named. Raises Unfit."""
    record_id = it.details.get(name)
    if not isinstance(record_id, str):
        return None
    if (it.publisher, record_id) not in work.parties:
        raise Unfit(f"{name}: the record {record_id} is not stated before this, or was rejected.")
    return work.parties[it.publisher, record_id]
