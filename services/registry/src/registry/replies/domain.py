"""When an unfavourable label becomes public. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.errors import RuleBroken


@dataclass(eq=False, kw_only=True)
class RightOfReply:
    """An organisation has been told of a label; it may reply until the end of `reply_by`."""

    id: UUID
    organisation: UUID
    label: str
    opened_at: datetime
    reply_by: date
    reply: str | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None  # when the label no longer held

    def is_public(self, on: date) -> bool:
        """Whether everybody may see the label: the organisation has replied, or its time is over."""
        return self.reply is not None or on > self.reply_by

    def answer(self, reply: str, *, now: datetime) -> None:
        """Say something to the label; said once, it stands beside it for as long as the label holds."""
        if self.closed_at is not None:
            raise RuleBroken("The label no longer holds, so there is nothing to reply to.")
        if self.reply is not None:
            raise RuleBroken("The organisation has replied already.")
        self.reply, self.replied_at = reply, now
