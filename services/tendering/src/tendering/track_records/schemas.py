"""How a track record looks on the wire."""

from datetime import date
from uuid import UUID

from chassis.wire import DecimalOut, MoneyOut, Out
from tendering.performance.domain import Rating
from tendering.track_records.domain import Evidence


class AssessedOut(Out):
    """One assessment of one contract."""

    contract_id: UUID
    buyer_id: UUID
    value: MoneyOut
    last: date
    assessed_on: date
    ratings: list[Rating]


class TrackRecordOut(Out):
    """A supplier's assessments since a day, and their mean of 0 to 100; `no_evidence` is neither good nor bad."""

    supplier_id: UUID
    since: date
    evidence: Evidence
    score: DecimalOut | None
    assessments: list[AssessedOut]
