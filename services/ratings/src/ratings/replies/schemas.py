"""How replies look on the wire."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import IdIn, Out, Prose, Strict, example
from ratings.moderation.domain import Reason
from ratings.replies.domain import From, Reply
from ratings.stories.schemas import CODE, CaseIn

REPLY = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b"


class ReplyIn(Strict, json_schema_extra=example(text="Thank you for telling us. Night staff are back since Monday.")):
    """What you reply. It stands beside the story; name nobody."""

    text: Prose


class RemovalIn(Strict, json_schema_extra=example(reason="identifies_person")):
    """Why it is taken down."""

    reason: Annotated[Reason, Field(strict=False)]


class MarkIn(Strict, json_schema_extra=example(case_code=CODE, reply_id=REPLY, is_helpful=True)):
    """Your case code, and whether a reply to your story helped."""

    case_code: CaseIn
    reply_id: IdIn
    is_helpful: bool


class ReplyOut(Out):
    """A reply; its text is null once it was taken back or down."""

    id: UUID
    story_id: UUID
    organisation_id: UUID
    given_by: From
    text: str | None
    given_on: date
    is_helpful: bool | None
    withdrawn_on: date | None
    removed_for: Reason | None
    version: int

    @classmethod
    def of(cls, reply: Reply, text: str | None) -> Self:
        """With its words, if they still can be read."""
        return cls(text=text, **{name: getattr(reply, name) for name in cls.model_fields.keys() - {"text"}})
