"""How the documents of a bid look on the wire."""

from typing import Any

from chassis.documents import Health
from chassis.wire import Out
from tendering.envelopes.schemas import Digest


class EnclosureOut(Out):
    """A document that a bid names. What is not handed over yet has only its digest; the digest fixes what it can be.

    A document that is `infected` or `quarantined` is not shown.
    """

    sha256: Digest
    name: str | None = None
    media_type: str | None = None
    size: int | None = None
    health: Health | None = None


class EnclosuresOut(Out):
    """All documents of a bid, in its order."""

    documents: list[EnclosureOut]


def told(found: Any) -> EnclosureOut:
    """A document's row, or the digest of one that is not here."""
    if isinstance(found, str):
        return EnclosureOut(sha256=found)
    return EnclosureOut(
        sha256=found.sha256.hex(),
        name=found.name,
        media_type=found.media_type,
        size=found.size,
        health=found.health,
    )
