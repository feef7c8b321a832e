"""What ratings tells the others. No rater, and no word a rater wrote, ever travels in an event."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part
from events.ratings.exchanges import BuyerRated as BuyerRated
from events.ratings.exchanges import SupplierRatingPublished as SupplierRatingPublished
from events.ratings.keys import RatingKeyClosed as RatingKeyClosed
from events.ratings.keys import RatingKeyPublished as RatingKeyPublished
from events.ratings.petitions import BallotCalled as BallotCalled
from events.ratings.petitions import BallotReturned as BallotReturned
from events.ratings.petitions import EvidencePackMade as EvidencePackMade
from events.ratings.petitions import InvestigationAnswered as InvestigationAnswered
from events.ratings.petitions import InvestigationConcluded as InvestigationConcluded
from events.ratings.petitions import InvestigationDemanded as InvestigationDemanded
from events.ratings.petitions import InvestigationLed as InvestigationLed
from events.ratings.petitions import InvestigationOpened as InvestigationOpened
from events.ratings.petitions import PetitionClosed as PetitionClosed
from events.ratings.petitions import PetitionFiguresSet as PetitionFiguresSet
from events.ratings.petitions import PetitionOpened as PetitionOpened
from events.ratings.petitions import PetitionRefused as PetitionRefused
from events.ratings.petitions import SittingAnnounced as SittingAnnounced
from events.ratings.quarantine import SuspicionDecided as SuspicionDecided
from events.ratings.stories import ChangeTold as ChangeTold
from events.ratings.stories import ReplyGiven as ReplyGiven
from events.ratings.stories import ReplyWithdrawn as ReplyWithdrawn
from events.ratings.stories import SafeguardingLeadNamed as SafeguardingLeadNamed
from events.ratings.stories import SeriousMatterAcknowledged as SeriousMatterAcknowledged
from events.ratings.stories import SeriousMatterOverdue as SeriousMatterOverdue
from events.ratings.stories import SeriousMatterRouted as SeriousMatterRouted
from events.ratings.stories import StoryModerated as StoryModerated
from events.ratings.stories import StoryPublished as StoryPublished
from events.ratings.stories import StoryWithdrawn as StoryWithdrawn


class Summary(Part):
    """What users say of one contract's service, as far as it may be shown."""

    contract_id: UUID
    provider_id: UUID
    buyer_id: UUID
    service: str  # the contract's title
    count: int
    suppressed: bool  # too few ratings to show a score without showing a rater
    score: str | None = None  # shrunk mean on 1 to 5, four decimals; None while suppressed


class SummaryPublished(Event):
    """The public summary of a contract's ratings is now this. The entity is the contract."""

    type: ClassVar[str] = "ratings.summary.published.v1"

    summary: Summary


class OrganisationRated(Event):
    """All that users said of everything an organisation provides, counted. The entity is derived from the organisation.

    For services only: these counts are not suppressed, so no reader may show them. Each stands for ever: `digest` is
    that of `kernel.evidence`, with its `salt`, and what comes later is another event.
    """

    type: ClassVar[str] = "ratings.organisation.rated.v1"
    audience: ClassVar[Audience] = Audience.SERVICES

    organisation_id: UUID
    stars: list[int]  # how many gave one, two … five
    digest: str = ""
    salt: str = ""


class EvidenceFrozen(Event):
    """What users made of every organisation is frozen for a notice, as it was told by its deadline. It is the entity.

    Whoever holds the events before this one that tell of organisations, and are no later than `as_of`, finds the same
    digest (`kernel.evidence`).
    """

    type: ClassVar[str] = "ratings.evidence.frozen.v1"

    notice_id: UUID
    buyer_id: UUID
    policy: str  # the figures by which ratings are shown meanwhile; a competition scores them by its own method
    digest: str
    service_code: str = ""  # the notice's first CPV code
    as_of: datetime | None = None  # its deadline


class RatingPolicyChosen(Event):
    """Ratings are weighed and shown by these figures from now on; None is the rulebook's. The entity is the choice."""

    type: ClassVar[str] = "ratings.policy.chosen.v1"

    version: int
    prior_mean: str | None
    prior_strength: int | None
    public_minimum: int | None
    cell_minimum: int | None
    hidden_minimum: int | None
