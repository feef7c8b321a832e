"""How a continuity plan looks on the wire."""

from chassis.wire import Out, Prose, Strict, example
from tendering.continuity.domain import ContinuityPlan

WORDS = {
    "service": "Northbridge Council runs the hostel itself from the first day.",
    "records": "A copy of every case file, under seal, moves to the council each month.",
    "staff": "Those who work there are offered their posts under TUPE.",
    "step_in": "Clause 24 lets the council take over the lease and the rota within two days.",
}


class ContinuityPlanIn(Strict, json_schema_extra=example(**WORDS)):
    """Who goes on serving the people who use it, what becomes of records and staff, by which right others step in."""

    service: Prose
    records: Prose
    staff: Prose
    step_in: Prose

    def plan(self) -> ContinuityPlan:
        """In the words of the domain."""
        return ContinuityPlan(service=self.service, records=self.records, staff=self.staff, step_in=self.step_in)


class ContinuityPlanOut(Out):
    """A plan; one that was made as prose says only who goes on serving."""

    service: str
    records: str | None
    staff: str | None
    step_in: str | None
