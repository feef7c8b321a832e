"""What an import answers."""

from chassis.wire import Out


class RejectionOut(Out):
    """A row that was not kept: rows count from 1, in the order of the body."""

    row: int
    name: str | None
    reason: str


class NotedOut(Out):
    """A row that is kept although the standard has something against it."""

    row: int
    name: str
    notes: list[str]


class OutcomeOut(Out):
    """read = accepted + unchanged + rejected."""

    read: int
    accepted: int
    unchanged: int
    rejected: list[RejectionOut]
    noted: list[NotedOut]
