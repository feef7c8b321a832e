"""How the outcome of an import looks on the wire."""

from chassis.wire import Out


class RejectedOut(Out):
    """A statement that was not kept: rows count from 1, in the order of the file."""

    row: int
    statement_id: str | None
    reason: str


class OutcomeOut(Out):
    """read = accepted + unchanged + rejected."""

    read: int
    accepted: int
    unchanged: int
    rejected: list[RejectedOut]
