"""What becomes of a file of statements, and what one statement changes. Pure: no database, no clock, no wire."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from registry.interests.domain import NAMES, Interest, Kind, Terms
from registry.statements.domain import Rejected, Statement

LONGEST = 200
Row = tuple[int, Statement]


class Unfit(ValueError):
    """A statement that cannot follow what is kept; the sentence says why."""


@dataclass(slots=True)
class Outcome:
    """What became of the statements of a file: read = accepted + unchanged + rejected."""

    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)


@dataclass(slots=True)
class Change:
    """What one statement of a relationship changes: what is stated from now on, in place of what was."""

    row: int
    statement: Statement
    subject_id: UUID
    stated: list[Interest] = field(default_factory=list)
    superseded: list[Interest] = field(default_factory=list)
    closed: list[Interest] = field(default_factory=list)  # those that end on a day the statement does not give

    @property
    def record(self) -> UUID:
        """What its publisher's record is called here."""
        return uuid5(NAMES, "\n".join(self.statement.record))

    def open(self, terms: Terms, now: datetime) -> None:
        """An interest that begins. The same statement always makes the same one."""
        id_ = uuid5(NAMES, f"{self.statement.publisher}\n{self.statement.id}\n{len(self.stated)}")
        said_by = f"bods:{self.statement.publisher}"[:LONGEST]
        self.stated.append(Interest(id_, 1, self.subject_id, terms, said_by, now, declared_in=self.record))

    def follow(self, before: Interest, terms: Terms, now: datetime) -> Interest:
        """What is said from now on of an interest that is known; its days, its share."""
        reason = f"{self.statement.status or 'stated'} by {self.statement.id}"
        after = Interest(before.id, before.version + 1, self.subject_id, terms, before.stated_by, now, reason)
        after.declared_in = self.record
        self.superseded.append(before)
        self.stated.append(after)
        return after

    def take(self, terms: Sequence[Terms], known: Sequence[Interest], now: datetime) -> None:
        """What the record says now, beside the interests it told of before and had not ended.

        An update changes a share from the beginning that it states, or, where it repeats the former one, from the day
        it was made: until then the former share was held.
        """
        left = {it.kind: it for it in known}
        for each in terms:
            before = left.pop(each.kind, None)
            if before is None:
                self.open(each, now)
            elif before.terms.share == each.share:
                self.follow(before, replace(each, starts_on=before.terms.starts_on or each.starts_on), now)
            else:
                self._change(before, each, now)
        for before in left.values():
            self._close(before, now)
        if self.statement.status == "closed":
            self.closed += [it for it in self.stated if it.terms.ceased_on is None]

    def _change(self, before: Interest, terms: Terms, now: datetime) -> None:
        begins = terms.period.first
        day = begins if begins > before.terms.period.first else self.statement.dated
        if day <= before.terms.period.first:
            self.follow(before, terms, now)
            return
        self.follow(before, replace(before.terms, ceased_on=day), now)
        self.open(replace(terms, starts_on=day), now)

    def _close(self, before: Interest, now: datetime) -> None:
        self.closed.append(self.follow(before, before.terms, now))

    def end(self, began: Sequence[date]) -> None:
        """End what is closed without a day: when something else of the declaration began, or when it was declared."""
        for it in self.closed:
            later = [day for day in began if day > it.terms.period.first]
            it.terms = replace(it.terms, ceased_on=min([*later, self.statement.dated]))
            if it.terms.ceased_on and it.terms.ceased_on <= it.terms.period.first:
                it.withdrawn = True


def declarations_of(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Statements that were declared together: of one network by one publisher on one day, and no record twice."""
    declared: list[Row] = []
    for row, it in rows:
        if declared and (
            _declaration(it) != _declaration(declared[0][1]) or it.record in {its.record for _, its in declared}
        ):
            yield declared
            declared = []
        declared.append((row, it))
    if declared:
        yield declared


def _declaration(it: Statement) -> tuple[object, ...]:
    return it.publisher, it.declaration_subject, it.dated


def began(changes: Sequence[Change]) -> list[date]:
    """The days on which anything in the changes of one declaration begins."""
    days = {it.terms.starts_on for change in changes for it in change.stated if it not in change.closed}
    return sorted(day for day in days if day is not None)


def kinds_twice(terms: Sequence[Terms]) -> Kind | None:
    """A kind that one statement names more than once: its record could not be followed."""
    kinds = [it.kind for it in terms]
    return next((kind for kind in kinds if kinds.count(kind) > 1), None)
