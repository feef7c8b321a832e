"""What tendering tells the others."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party
from events.tendering.clarifications import ClarificationGiven as ClarificationGiven
from events.tendering.complaints import ComplaintAnswered as ComplaintAnswered
from events.tendering.complaints import ComplaintLodged as ComplaintLodged
from events.tendering.complaints import ComplaintOverdue as ComplaintOverdue


class LotAnnounced(Part):
    id: UUID
    title: str
    value: str  # pounds, two decimals, VAT excluded
    description: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    extension_months: int = 0
    reserved: str | None = None  # public_service_mutual, supported_employment, local_area, vcse, …; None: open to all
    reserved_areas: list[str] = []  # GSS codes, of a lot reserved to a local area


class CriterionAnnounced(Part):
    name: str
    kind: str  # price, quality or cost (OCDS awardCriteriaType), or social_value
    weight: int  # of a hundred; the nearest whole number where `points` is given
    points: str | None = None  # the exact weight where it is no whole number
    source: str | None = None  # where the score comes from: price, technical, citizen, user_rating, declared
    unit: str | None = None  # of what is declared


class Announcement(Part):
    """A tender notice as the public may see it, whole."""

    notice_id: UUID
    buyer: Party
    title: str
    description: str
    category: str  # goods, works, services
    cpv: list[str] = []
    procedure: str = "open"
    published_at: datetime
    closes_at: datetime
    lots: list[LotAnnounced]
    criteria: list[CriterionAnnounced]
    terms_hash: str | None = None  # SHA-256 of lots, lot limit, criteria with weights, and method


class NoticePublished(Event):
    """A tender notice is public; bids are welcome until it closes. The entity is the notice."""

    type: ClassVar[str] = "tendering.notice.published.v1"

    notice: Announcement


class NoticeAmendment(Part):
    """Which terms were replaced after publication, and why. What bids are made for has another hash from then on."""

    number: int
    reason: str
    amended_at: datetime
    changed: list[str]  # closes_at, criteria, description, lot_limit, lots, title
    previous_hash: str
    terms_hash: str


class NoticeAmended(Event):
    """The notice is now this, and why; bids for terms of another hash are to be made anew. The entity is the notice."""

    type: ClassVar[str] = "tendering.notice.amended.v1"

    notice: Announcement
    amendment: NoticeAmendment


class NoticeCancelled(Event):
    """The procurement ended without an award, and why."""

    type: ClassVar[str] = "tendering.notice.cancelled.v1"

    notice: Announcement
    reason: str


class BidReceived(Event):
    """A provider's bid was in at the deadline; its bidder and services hear of it. The entity is the bid.

    Recorded when the bids are opened: before that, even a redacted place in the ledger would tell that somebody bid.
    `received_at` is the time on the bidder's receipt.
    """

    type: ClassVar[str] = "tendering.bid.received.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    bidder: Party
    lot_ids: list[UUID]
    received_at: datetime

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.bidder.id})


class CommitmentsLogged(Event):
    """The deadline of a notice with sealed bids has passed: what was in, by its digests. The entity is the notice.

    Sorted, so that the order says nothing; who bid is told when the bids are opened.
    """

    type: ClassVar[str] = "tendering.commitments.logged.v1"

    notice_id: UUID
    key_id: UUID
    commitments: list[str]  # SHA-256 of each sealed envelope


class SpoiltBid(Part):
    commitment: str
    reason: str


class BidsOpened(Event):
    """So many holders of shares have met and opened all sealed bids of a notice, at once. The entity is the notice.

    `missing` were logged at the deadline, and were not there to be opened.
    """

    type: ClassVar[str] = "tendering.bids.opened.v1"

    notice_id: UUID
    key_id: UUID
    threshold: int
    holders: list[UUID]  # the organisations whose openers brought their shares
    opened: list[str]
    spoilt: list[SpoiltBid]
    missing: list[str]


class AwardDecision(Part):
    """Which bid won which lots, whole."""

    award_id: UUID
    notice_id: UUID
    title: str
    buyer: Party
    suppliers: list[Party]
    lot_ids: list[UUID]
    value: str
    decided_at: datetime
    bids_received: int


class AwardMade(Event):
    """The buyer has decided. The entity is the award."""

    type: ClassVar[str] = "tendering.award.made.v1"

    notice: Announcement
    award: AwardDecision


class AssessmentSummarySent(Event):
    """A bidder was told how its bid for a lot was assessed, before the award. The entity is the summary."""

    type: ClassVar[str] = "tendering.summary.sent.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    lot_id: UUID
    bid_id: UUID
    bidder: Party
    standing: str  # won, lost, not_assessed
    because: list[str]

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.bidder.id})


class ClaimNotified(Event):
    """The authority was notified of proceedings over an award. The entity is the claim, in this and the next."""

    type: ClassVar[str] = "tendering.claim.notified.v1"

    award_id: UUID
    notice_id: UUID
    claimant: Party
    reference: str
    started_on: date
    suspends: bool


class ClaimEnded(Event):
    """Proceedings hold nothing any more: a court `lifted` the suspension, or the claimant has `withdrawn`."""

    type: ClassVar[str] = "tendering.claim.ended.v1"

    award_id: UUID
    notice_id: UUID
    claimant: Party
    ending: str
    reference: str


class DutyOverdue(Event):
    """The last day of a duty is over and it is not met; told once. The entity is the line of the calendar."""

    type: ClassVar[str] = "tendering.duty.overdue.v1"

    notice_id: UUID
    award_id: UUID | None
    buyer: Party
    code: str
    name: str
    layer: str  # statute or overlay
    due: date


class Agreement(Part):
    """A contract as it stands, whole."""

    contract_id: UUID
    award: AwardDecision
    title: str
    description: str
    value: str
    starts_on: date
    ends_on: date
    signed_at: datetime
    status: str  # active, terminated, ended
    cpv: list[str] = []


class ContractSigned(Event):
    """Both sides have signed. The entity is the contract, in this and the two below."""

    type: ClassVar[str] = "tendering.contract.signed.v1"

    notice: Announcement
    contract: Agreement


class ContractDetailsPublished(Event):
    """The contract details notice is out (s.53), and the contract itself where there is a digest."""

    type: ClassVar[str] = "tendering.contract.details_published.v1"

    notice: Announcement
    contract: Agreement
    copy_sha256: str | None


class Amendment(Part):
    number: int
    rationale: str
    amended_at: datetime


class ContractAmended(Event):
    """The contract is now this, and why."""

    type: ClassVar[str] = "tendering.contract.amended.v1"

    notice: Announcement
    contract: Agreement
    amendment: Amendment


class ContractEnded(Event):
    """The contract has run its course (`ended`) or was cut short (`terminated`), and why."""

    type: ClassVar[str] = "tendering.contract.ended.v1"

    notice: Announcement
    contract: Agreement
    ended_on: date
    reason: str
