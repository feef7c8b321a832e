"""How an author follows their story on the wire."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, Field

from chassis.wire import Out, Prose, Strict, example
from ratings.stories.domain import State, Story, case_digest

CODE = "7H2K-Q0ZD-44MX-91RW-B3VE-0000-1111"


def _is_case(text: str) -> str:
    case_digest(text)
    return text


#: A case code as its author was told it, in whatever letters and groups.
CaseIn = Annotated[str, Field(max_length=60, examples=[CODE]), AfterValidator(_is_case)]


class FollowIn(Strict, json_schema_extra=example(case_code=CODE)):
    """The case code that you were told with your story."""

    case_code: CaseIn


class CorrectionIn(
    Strict, json_schema_extra=example(case_code=CODE, story="Nobody answered the door at night, three times in June.")
):
    """Your case code, and what you say instead."""

    case_code: CaseIn
    story: Prose


class CaseOut(Out):
    """Your story as it stands. `text` is null once you have withdrawn it: nobody can read it again."""

    story_id: UUID
    contract_id: UUID
    service: str
    period: str
    state: State
    text: str | None
    received_on: date
    due_on: date
    published_on: date | None
    version: int

    @classmethod
    def of(cls, story: Story, text: str | None) -> Self:
        """For its author alone."""
        same = cls.model_fields.keys() - {"story_id", "text"}
        return cls(story_id=story.id, text=text, **{name: getattr(story, name) for name in same})
