"""How a track record looks on the wire."""

from datetime import date
from uuid import UUID

from chassis.wire import DecimalOut, MoneyOut, Out
from kernel.money import Money
from tendering.track_records.domain import Assessed, Evidence, Rating, TrackRecord
from tendering.track_records.rules import record_of


class AssessedOut(Out):
    """One assessment of one contract; `suspended`, it is disputed and does not count."""

    contract_id: UUID
    buyer_id: UUID
    value: MoneyOut
    last: date
    assessed_on: date
    ratings: list[Rating]
    suspended: bool

    def assessed(self) -> Assessed:
        """In the words of the domain."""
        return Assessed(**{**dict(self), "value": Money.parse(self.value.amount)})


class TrackRecordOut(Out):
    """A supplier's assessments between two days, and their mean of 0 to 100; `no_evidence` is neither good nor bad.

    `digest` is the SHA-256 of `{assessments, since, supplier_id, until}`: whoever has it knows that none was altered.
    """

    supplier_id: UUID
    since: date
    until: date
    evidence: Evidence
    score: DecimalOut | None
    assessments: list[AssessedOut]
    digest: str

    def counted_again(self) -> TrackRecord:
        """The record that its assessments make up, whatever else is said here."""
        return record_of(self.supplier_id, [each.assessed() for each in self.assessments], self.until)
