"""How a published story looks on the wire, its replies and changes beside it."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Query
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.wire import DayIn, IdIn, Out, Strict
from ratings.changes.queries import changes_after
from ratings.changes.schemas import ChangeOut
from ratings.publication.domain import Wanted
from ratings.replies import queries as replies
from ratings.replies.schemas import ReplyOut
from ratings.stories.domain import State, Story
from ratings.stories.queries import words_of


class WantedIn(Strict, extra="ignore"):  # of the page, too; what nobody asks is refused by the route
    """Which stories: whose, of what service, where, of which quarter, published when."""

    organisation: IdIn | None = None
    contract: IdIn | None = None
    buyer: IdIn | None = None
    service: Annotated[str | None, Field(min_length=2, max_length=100)] = None
    area: Annotated[str | None, Field(pattern=r"^[A-Z]{3}[A-Z0-9]{0,3}$", examples=["TLE3"])] = None
    period: Annotated[str | None, Field(pattern=r"^20[0-9]{2}-Q[1-4]$", examples=["2027-Q2"])] = None
    since: DayIn | None = None
    until: DayIn | None = None

    def parsed(self) -> Wanted:
        """As the query takes it."""
        return Wanted(**dict(self))


WantedQuery = Annotated[WantedIn, Query()]


class StoryOut(Out):
    """A story as its author told it, or with words taken out; what was replied, and what was done about it."""

    id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: list[UUID]
    service: str
    period: str
    overall: int
    recommend: str
    text: str
    redacted: bool
    published_on: date
    replies: list[ReplyOut]
    changes: list[ChangeOut]

    @classmethod
    async def of(cls, session: AsyncSession, stories: list[Story]) -> list[Self]:
        """Stories with their words and what followed; one whose words were erased meanwhile is left out."""
        ids = [story.id for story in stories]
        words, given = await words_of(session, stories), await replies.replies_to(session, ids)
        spoken = zip(given, await replies.words_of(session, given), strict=True)
        answers = [ReplyOut.of(reply, text) for reply, text in spoken if text is not None]
        done = [ChangeOut.model_validate(each) for each in await changes_after(session, ids)]
        return [
            cls(
                **told(story),
                text=text,
                replies=[reply for reply in answers if reply.story_id == story.id],
                changes=[change for change in done if change.story_id == story.id],
            )
            for story, text in zip(stories, words, strict=True)
            if text is not None
        ]


def told(story: Story) -> dict[str, Any]:
    """What a story says beside its words."""
    same = StoryOut.model_fields.keys() - {"text", "redacted", "replies", "changes", "provider_ids"}
    facts = {name: getattr(story, name) for name in same}
    return {**facts, "provider_ids": list(story.provider_ids), "redacted": story.state is State.PUBLISHED_REDACTED}
