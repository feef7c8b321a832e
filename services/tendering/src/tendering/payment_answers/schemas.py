"""How answers to invoices and payments look on the wire."""

from chassis.wire import DayIn, Name, Strict, example


class DisputeIn(Strict, json_schema_extra=example(reason="Two of the beds were not there.", on="2027-03-05")):
    """Why an invoice is disputed, and since when."""

    reason: Name
    on: DayIn


class SettlementIn(Strict, json_schema_extra=example(on="2027-03-09")):
    """When a dispute was settled."""

    on: DayIn


class ConfirmationIn(Strict, json_schema_extra=example(received_on="2027-03-23")):
    """When the money had come."""

    received_on: DayIn
