"""How a copy is asked for."""

from chassis.wire import InstantIn, Strict, example


class CopyIn(Strict, json_schema_extra=example(closes_at="2027-06-30T12:00:00Z")):
    """When bids for the copy are due; all else is as it was, until the draft is revised."""

    closes_at: InstantIn
