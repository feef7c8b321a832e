"""What the registry tells the others."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Address, Audience, Event, Part
from events.registry.codes import CodeListRead as CodeListRead
from events.registry.evidence import DisputeOpened as DisputeOpened
from events.registry.evidence import DisputeSettled as DisputeSettled
from events.registry.evidence import EvidenceExpired as EvidenceExpired
from events.registry.evidence import EvidenceRecorded as EvidenceRecorded
from events.registry.evidence import EvidenceWithdrawn as EvidenceWithdrawn
from events.registry.openness import BoardMeetingCalled as BoardMeetingCalled
from events.registry.openness import BoardMeetingCancelled as BoardMeetingCancelled
from events.registry.openness import BoardMinutesPublished as BoardMinutesPublished
from events.registry.openness import BoardPapersPublished as BoardPapersPublished
from events.registry.openness import BoardPlacesChanged as BoardPlacesChanged
from events.registry.openness import DisclosureMade as DisclosureMade
from events.registry.owners import OwnershipStated as OwnershipStated
from events.registry.recognition import BadgeFacts as BadgeFacts
from events.registry.recognition import MutualRecognised as MutualRecognised
from events.registry.recognition import PledgeSigned as PledgeSigned
from events.registry.recognition import RecognitionChanged as RecognitionChanged
from events.registry.recognition import WithdrawalAnnounced as WithdrawalAnnounced
from events.registry.reserved import ReservedContract as ReservedContract
from events.registry.reserved import ReservedContractDeclared as ReservedContractDeclared
from events.registry.reserved import ReservedContractWithdrawn as ReservedContractWithdrawn
from events.registry.successions import SuccessionCost as SuccessionCost
from events.registry.successions import SuccessionFacts as SuccessionFacts
from events.registry.successions import SuccessionLesson as SuccessionLesson
from events.registry.successions import SuccessionTask as SuccessionTask
from events.registry.successions import SuccessionTransfer as SuccessionTransfer
from events.registry.suspensions import OrganisationSuspended as OrganisationSuspended
from events.registry.suspensions import SuspensionAnnounced as SuspensionAnnounced
from events.registry.suspensions import SuspensionEnded as SuspensionEnded
from events.registry.suspensions import SuspensionFacts as SuspensionFacts
from events.services import ServiceFacts
from events.verdicts import EvidencedFact, VerdictFacts


class OtherName(Part):
    """A name beside the present one, and the days on which it was borne, where known."""

    name: str
    kind: str  # former, working, trading, translated, also_known
    since: date | None = None
    until: date | None = None


class Site(Part):
    """A place of the organisation's own. `area` is a GSS code."""

    kind: str  # registered_office, operating, correspondence
    address: Address
    name: str | None = None
    area: str | None = None
    since: date | None = None
    until: date | None = None


class Contact(Part):
    """A mailbox or telephone of a function, never of a person."""

    purpose: str
    email: str | None = None
    phone: str | None = None


class Member(Part):
    """An organisation that belongs to a consortium."""

    organisation: UUID
    lead: bool = False
    since: date | None = None
    until: date | None = None


class Successor(Part):
    """The body that took over, and the first day on which it had."""

    organisation: UUID
    on: date


class OrganisationFacts(Part):
    """All that the registry says of an organisation, whole."""

    id: UUID
    name: str
    legal_form: str | None = None
    org_ids: list[str] = []  # the primary identifier first
    roles: list[str] = []  # of buyer, provider, funder
    address: Address | None = None
    website: str | None = None
    status: str = "active"  # or dissolved, removed, merged
    verified: bool = False
    source: str  # who says so: `self`, `registrar`, `ocds:<publisher>`, `360giving:<publisher>`
    legal_form_words: str | None = None  # as people read it
    other_names: list[OtherName] = []
    sites: list[Site] = []
    contacts: list[Contact] = []
    members: list[Member] = []  # of a consortium
    status_since: date | None = None
    merged_into: UUID | None = None  # the record that stands for this one, and bears its numbers
    successors: list[Successor] = []


class OrganisationRegistered(Event):
    """An organisation has a place in the register. The entity is the organisation."""

    type: ClassVar[str] = "registry.organisation.registered.v1"

    organisation: OrganisationFacts


class OrganisationChanged(Event):
    """What the register says of an organisation is now this."""

    type: ClassVar[str] = "registry.organisation.changed.v1"

    organisation: OrganisationFacts


class MergeFacts(Part):
    """A decision that two records are of one body, and both as they are after it."""

    id: UUID
    survivor: OrganisationFacts
    merged: OrganisationFacts
    org_ids: list[str] = []  # that went from the one to the other
    reason: str
    merged_at: datetime
    parted_because: str | None = None
    parted_at: datetime | None = None


class OrganisationsMerged(Event):
    """Two records were of one body: the survivor bears every number. The entity is the merge."""

    type: ClassVar[str] = "registry.organisations.merged.v1"

    merge: MergeFacts


class OrganisationsParted(Event):
    """They were two after all: each bears its own numbers again. The entity is the merge."""

    type: ClassVar[str] = "registry.organisations.parted.v1"

    merge: MergeFacts


class SuccessionStated(Event):
    """What is said of a succession is now this. The entity is the succession."""

    type: ClassVar[str] = "registry.succession.stated.v1"

    succession: SuccessionFacts


class BodySucceeded(Event):
    """A body has ended and others took over. The entity is the body; it stays in the register."""

    type: ClassVar[str] = "registry.body.succeeded.v1"

    body: OrganisationFacts
    succession: SuccessionFacts


class ServiceOffered(Event):
    """An organisation offers a service. The entity is the service, in this and the two below."""

    type: ClassVar[str] = "registry.service.offered.v1"

    service: ServiceFacts


class ServiceChanged(Event):
    """What is offered is now this."""

    type: ClassVar[str] = "registry.service.changed.v1"

    service: ServiceFacts


class ServiceWithdrawn(Event):
    """The service is offered no longer, and why."""

    type: ClassVar[str] = "registry.service.withdrawn.v1"

    service: ServiceFacts
    reason: str


class ReplyInvited(Event):
    """A label that does the organisation no good is going to be public; until then it may reply."""

    type: ClassVar[str] = "registry.reply.invited.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    organisation_id: UUID
    label: str
    reasons: list[str]
    reply_by: date

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.organisation_id})


class ReplyMade(Event):
    """The organisation has replied to a label; wherever the label is shown the reply is, as prominently."""

    type: ClassVar[str] = "registry.reply.made.v1"

    organisation_id: UUID
    label: str
    reply: str


class OrganisationClassified(Event):
    """What the rules make of the organisation is now this, whole."""

    type: ClassVar[str] = "registry.organisation.classified.v1"

    organisation_id: UUID
    on: date
    verdicts: list[VerdictFacts]
    facts: list[EvidencedFact]  # what the verdicts rest on
    disputed: list[str]


class AppealLodged(Event):
    """The organisation says that a verdict is wrong, and why."""

    type: ClassVar[str] = "registry.appeal.lodged.v1"

    appeal_id: UUID
    organisation_id: UUID
    label: str
    outcome: str  # the verdict that it appeals against
    value: str | None = None
    grounds: str


class AppealDecided(Event):
    """A registrar who had no part in the evidence has decided."""

    type: ClassVar[str] = "registry.appeal.decided.v1"

    appeal_id: UUID
    organisation_id: UUID
    label: str
    upheld: bool
    reasons: str
