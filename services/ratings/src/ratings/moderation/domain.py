"""What moderators decide, why, and how that is appealed against. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import Forbidden, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from ratings.stories.domain import State


class Outcome(StrEnum):
    """What a moderator may decide. Nobody else decides: neither a provider nor a program."""

    PUBLISH = "publish"
    PUBLISH_REDACTED = "publish_redacted"
    RETURN = "return"
    REJECT = "reject"
    HOLD = "hold"
    SAFEGUARD = "safeguard"

    @property
    def state(self) -> State:
        """Where the story is then."""
        return STATES[self]


STATES = {
    Outcome.PUBLISH: State.PUBLISHED,
    Outcome.PUBLISH_REDACTED: State.PUBLISHED_REDACTED,
    Outcome.RETURN: State.RETURNED,
    Outcome.REJECT: State.REJECTED,
    Outcome.HOLD: State.HELD_SERIOUS,
    Outcome.SAFEGUARD: State.SAFEGUARDING,
}


class Reason(StrEnum):
    """The only grounds for not publishing what somebody wrote. That it criticises is none."""

    IDENTIFIES_PERSON = "identifies_person"
    NOT_EXPERIENCE = "not_experience"
    DISCRIMINATORY = "discriminatory"
    COMMERCIAL = "commercial"
    DUPLICATE = "duplicate"
    LEGAL = "legal"
    OUT_OF_SCOPE = "out_of_scope"
    FABRICATED_EVIDENCE = "fabricated_evidence"


class Appellant(StrEnum):
    """Who may ask for a second look."""

    AUTHOR = "author"
    PROVIDER = "provider"


NEEDS_REASON = frozenset({Outcome.PUBLISH_REDACTED, Outcome.RETURN, Outcome.REJECT})


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """An outcome with its reason, and the words that go out instead where some were taken out."""

    outcome: Outcome
    reason: Reason | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        """Raises Unacceptable: whatever is not published as it came has a reason, and only a redaction has words."""
        if (self.outcome in NEEDS_REASON) != (self.reason is not None):
            raise Unacceptable("/reason", "What is redacted, returned or rejected has a reason; nothing else has one.")
        if (self.outcome is Outcome.PUBLISH_REDACTED) != (self.text is not None):
            raise Unacceptable("/text", "Only a redaction has words of its own.")


@dataclass(eq=False, kw_only=True)
class LogEntry:
    """A decision as it stands in the log; the public sees neither the story's words nor who moderated."""

    id: UUID = field(default_factory=new_id)
    story_id: UUID
    contract_id: UUID
    outcome: Outcome
    reason: Reason | None
    moderator: str
    on_appeal: bool
    decided_on: date
    due_on: date

    @property
    def is_in_time(self) -> bool:
        """Whether it was decided by its last day."""
        return self.decided_on <= self.due_on


@dataclass(eq=False, kw_only=True)
class Appeal:
    """Somebody asks that another moderator looks at a decision. `text` is sealed under the story's key."""

    id: UUID = field(default_factory=new_id)
    story_id: UUID
    entry_id: UUID
    appellant: Appellant
    organisation_id: UUID | None
    text: str
    lodged_on: date
    due_on: date
    first_moderator: str
    decided_by: str | None = None
    is_overturned: bool | None = None
    decided_on: date | None = None
    version: int = 1

    def decide(self, moderator: str, *, is_overturned: bool, today: date) -> None:
        """Another moderator looks at it, once. Raises Forbidden for the same one; the database would, too."""
        if self.decided_by is not None:
            raise RuleBroken("This appeal is decided already.")
        if moderator == self.first_moderator:
            raise Forbidden("An appeal is decided by another moderator than the one it is against.")
        self.decided_by, self.is_overturned, self.decided_on = moderator, is_overturned, today
        self.version += 1
