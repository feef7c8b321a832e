"""What a receipt says. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """That a bid was here at that time of the server; nothing of what it says.

    The `commitment` is the SHA-256 of what came: of the sealed envelope, or of the bid as it was sent in clear. The
    `position` in the ledger is there once the bids are open.
    """

    bid_id: UUID
    notice_id: UUID
    bidder_id: UUID
    received_at: datetime
    withdrawn_at: datetime | None
    commitment: str | None
    terms_hash: str | None
    version: int
    position: int | None = None

    def claims(self) -> dict[str, str | int | None]:
        """What is signed."""
        return {name: _told(value) for name, value in vars(self).items()}


def _told(value: UUID | datetime | str | int | None) -> str | int | None:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value) if isinstance(value, UUID) else value
