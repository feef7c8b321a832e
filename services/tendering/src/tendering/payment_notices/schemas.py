"""How payments compliance notices look on the wire."""

from datetime import date, datetime
from uuid import UUID

from chassis.wire import DayIn, DecimalOut, Name, Out, Strict, example
from tendering.payment_notices.domain import Approver


class ApproverIn(Strict):
    """A director of the authority, or somebody of that rank: name and office, and nothing else of the person."""

    name: Name
    title: Name


class PaymentsNoticeIn(
    Strict,
    json_schema_extra=example(
        last="2027-03-31", approved_by={"name": "Amara Okafor", "title": "Director of Finance and Resources"}
    ),
):
    """The last day of the half-year, and who approved its figures (s.69). The figures are the platform's own."""

    last: DayIn
    approved_by: ApproverIn

    def approver(self) -> Approver:
        """In the words of the domain."""
        return Approver(self.approved_by.name, self.approved_by.title)


class PaidOut(Out):
    """How quickly the authority paid. Parts are in hundredths, null if nothing was paid or became payable."""

    payments_made: int
    average_days: DecimalOut | None
    paid_within_30_pct: DecimalOut | None
    paid_31_to_60_pct: DecimalOut | None
    paid_61_or_more_pct: DecimalOut | None
    became_payable: int
    payable_not_paid_pct: DecimalOut | None


class ApproverOut(Out):
    """Who approved it, by name and office."""

    name: str
    title: str


class PaymentsNoticeOut(Out):
    """A payments compliance notice as it was published, and whether that was in time."""

    id: UUID
    buyer_id: UUID
    first: date
    last: date
    due_on: date
    in_time: bool
    paid: PaidOut
    approved_by: ApproverOut
    published_at: datetime
