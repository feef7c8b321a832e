"""How evidence looks on the wire."""

from chassis.wire import Name, Strict, example


class EvidenceIn(Strict, json_schema_extra=example(evidence="Grant letter NCF-2027-114 of 3 February 2027")):
    """What shows it: a letter, a timesheet, a valuation, a photograph, or a document's SHA-256. It names no person."""

    evidence: Name
