"""What users tell in their own words, and what came of it. Words that can be taken back travel sealed.

`text` is sealed under a key of the entity that only ratings has: once its author takes the words back, nobody can read
them in any ledger, stream or backup. To show them, ask ratings.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part


class StoryShown(Part):
    """A published story, without a trace of who told it or when."""

    story_id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: list[UUID]
    service: str
    period: str
    overall: int
    recommend: str
    text: str  # sealed
    redacted: bool
    published_on: date


class StoryPublished(Event):
    """A moderator let a story be published. The entity is the story, in all of these."""

    type: ClassVar[str] = "ratings.story.published.v1"

    story: StoryShown


class StoryWithdrawn(Event):
    """A published story is shown no more: its author took it back, or corrects it, or a moderator decided again."""

    type: ClassVar[str] = "ratings.story.withdrawn.v1"

    contract_id: UUID
    corrected: bool = False


class StoryModerated(Event):
    """What a moderator decided, and why, without a word of the story: a line of the public log."""

    type: ClassVar[str] = "ratings.story.moderated.v1"

    outcome: str
    reason: str | None
    on_appeal: bool


class SeriousMatterRouted(Event):
    """A story may tell of somebody in danger. Its buyer, who must protect people, is told that there is one to read."""

    type: ClassVar[str] = "ratings.story.serious_matter_routed.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    contract_id: UUID
    buyer_id: UUID

    def parties(self) -> frozenset[UUID]:
        """The buyer alone."""
        return frozenset({self.buyer_id})


class SeriousMatterAcknowledged(Event):
    """The authority's safeguarding lead has taken a matter and reads it. The entity is the story, in these two."""

    type: ClassVar[str] = "ratings.story.serious_matter_acknowledged.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    contract_id: UUID
    buyer_id: UUID
    in_time: bool

    def parties(self) -> frozenset[UUID]:
        """The buyer alone."""
        return frozenset({self.buyer_id})


class SeriousMatterOverdue(Event):
    """Nobody has taken a matter by its last day: told once."""

    type: ClassVar[str] = "ratings.story.serious_matter_overdue.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    contract_id: UUID
    buyer_id: UUID
    due_on: date

    def parties(self) -> frozenset[UUID]:
        """The buyer alone."""
        return frozenset({self.buyer_id})


class SafeguardingLeadNamed(Event):
    """An authority named who reads its serious matters; whom, it knows. The entity is derived from the authority."""

    type: ClassVar[str] = "ratings.safeguarding_lead.named.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    buyer_id: UUID

    def parties(self) -> frozenset[UUID]:
        """The buyer alone."""
        return frozenset({self.buyer_id})


class ReplyGiven(Event):
    """A provider or an authority replied to a story. The entity is the reply, in these two."""

    type: ClassVar[str] = "ratings.reply.given.v1"

    story_id: UUID
    organisation_id: UUID
    text: str  # sealed
    given_on: date


class ReplyWithdrawn(Event):
    """A reply is shown no more: who gave it took it back, or a moderator removed it for a reason."""

    type: ClassVar[str] = "ratings.reply.withdrawn.v1"

    story_id: UUID
    reason: str | None


class ChangeTold(Event):
    """How far a promised change is: planned, claimed, verified, disputed or missed. The entity is the change."""

    type: ClassVar[str] = "ratings.change.told.v1"

    story_id: UUID
    contract_id: UUID
    organisation_id: UUID
    what: str
    owner: str  # a post, never a person
    due_on: date
    state: str
    evidence: str | None
