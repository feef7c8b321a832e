"""A reply to a story. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import NotFound, RuleBroken
from kernel.identifiers import new_id
from ratings.moderation.domain import Reason


class From(StrEnum):
    """Who replies."""

    PROVIDER = "provider"
    AUTHORITY = "authority"


@dataclass(eq=False, kw_only=True)
class Reply:
    """What an organisation says to a story; `text` is sealed under the reply's own key."""

    id: UUID = field(default_factory=new_id)
    story_id: UUID
    organisation_id: UUID
    given_by: From
    text: str
    given_on: date
    is_helpful: bool | None = None  # as the story's author finds it
    withdrawn_on: date | None = None
    removed_for: Reason | None = None
    version: int = 1

    @property
    def is_shown(self) -> bool:
        """Whether the public may read it."""
        return self.withdrawn_on is None

    def withdraw(self, organisation_id: UUID, *, today: date) -> None:
        """Who gave it takes it back."""
        if self.organisation_id != organisation_id:
            raise NotFound(f"There is no reply {self.id} of yours.")
        self._end(today)

    def remove(self, reason: Reason, *, today: date) -> None:
        """A moderator takes it down, for a reason that is published."""
        self._end(today)
        self.removed_for = reason

    def mark(self, *, is_helpful: bool) -> None:
        """The story's author says whether it helped."""
        if not self.is_shown:
            raise NotFound(f"There is no reply {self.id}.")
        self.is_helpful = is_helpful
        self.version += 1

    def _end(self, today: date) -> None:
        if self.withdrawn_on is not None:
            raise RuleBroken("This reply is shown no more.")
        self.withdrawn_on = today
        self.version += 1
