"""How moderation looks on the wire: to moderators with the words, to everybody else without."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from chassis.wire import Out, Prose, Strict, example
from kernel.rounding import half_up
from ratings.moderation.domain import Appeal, Appellant, LogEntry, Outcome, Reason, Ruling
from ratings.moderation.queries import Performance
from ratings.stories.domain import State, Story
from ratings.stories.schemas import CODE, CaseIn


class RulingIn(Strict, json_schema_extra=example(outcome="publish")):
    """What you decide. A redaction needs its words; what is not published as it came needs its reason."""

    outcome: Annotated[Outcome, Field(strict=False)]
    reason: Annotated[Reason | None, Field(strict=False)] = None
    text: Prose | None = None

    def parsed(self) -> Ruling:
        """As the domain judges it. Raises Unacceptable."""
        return Ruling(outcome=self.outcome, reason=self.reason, text=self.text)


class AuthorAppealIn(
    Strict, json_schema_extra=example(case_code=CODE, text="I named nobody; 'the manager' is a post.")
):
    """Your case code, and why another moderator should look at it."""

    case_code: CaseIn
    text: Prose


class AppealIn(Strict, json_schema_extra=example(text="This story is about another service.")):
    """Why another moderator should look at it."""

    text: Prose


class AppealRulingIn(Strict, json_schema_extra=example(stands=True)):
    """Whether the decision stands; if not, yours."""

    stands: bool
    ruling: RulingIn | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.stands == (self.ruling is not None):
            raise ValueError("A decision stands, or there is a ruling in its place.")
        return self


class QueuedOut(Out):
    """A story as moderators read it."""

    id: UUID
    contract_id: UUID
    service: str
    period: str
    text: str | None
    flags: list[str]
    state: State
    received_on: date
    due_on: date
    is_overdue: bool
    version: int

    @classmethod
    def of(cls, story: Story, text: str | None, *, today: date) -> Self:
        """With its words."""
        same = cls.model_fields.keys() - {"text", "flags", "is_overdue"}
        facts = {name: getattr(story, name) for name in same}
        return cls(**facts, text=text, flags=list(story.flags), is_overdue=story.due_on < today)


class AppealOut(Out):
    """An appeal; its words are null but for moderators."""

    id: UUID
    story_id: UUID
    appellant: Appellant
    text: str | None
    lodged_on: date
    due_on: date
    is_overturned: bool | None
    decided_on: date | None
    version: int

    @classmethod
    def of(cls, appeal: Appeal, text: str | None = None) -> Self:
        """For moderators with its words."""
        same = cls.model_fields.keys() - {"text"}
        return cls(**{name: getattr(appeal, name) for name in same}, text=text)


class LogEntryOut(Out):
    """A decision in the public log. Its service is named once that has enough stories to hide one."""

    id: UUID
    contract_id: UUID | None
    outcome: Outcome
    reason: Reason | None
    on_appeal: bool
    decided_by: str = "moderator"
    decided_on: date

    @classmethod
    def of(cls, entry: LogEntry, *, named: bool) -> Self:
        """Without a word of the story."""
        same = cls.model_fields.keys() - {"contract_id", "decided_by"}
        contract_id = entry.contract_id if named else None
        return cls(contract_id=contract_id, **{name: getattr(entry, name) for name in same})


class PerformanceOut(Out):
    """How quickly moderators decide, against their target, and how often another disagrees. Parts in a hundred."""

    decided: int
    in_time_pct: str | None
    target_pct: str
    waiting: int
    overdue: int
    appeals_decided: int
    overturned_pct: str | None

    @classmethod
    def of(cls, found: Performance, *, target: str) -> Self:
        """As percentages, null where there is nothing to divide by."""
        return cls(
            decided=found.decided,
            in_time_pct=hundredths(found.in_time, found.decided),
            target_pct=target,
            waiting=found.waiting,
            overdue=found.overdue,
            appeals_decided=found.appeals_decided,
            overturned_pct=hundredths(found.appeals_overturned, found.appeals_decided),
        )


def hundredths(part: int, whole: int) -> str | None:
    """A part in a hundred, to two decimals."""
    return str(half_up(Fraction(part * 100, whole), 2)) if whole else None
