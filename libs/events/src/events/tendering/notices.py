"""What is bought, as it was announced, amended or called off."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class ItemAnnounced(Part):
    cpv: str
    description: str | None = None
    quantity: str | None = None  # an exact number
    unit: str | None = None


class LotAnnounced(Part):
    id: UUID
    title: str
    value: str  # pounds, two decimals, VAT excluded
    description: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    extension_months: int = 0
    renewal: str | None = None  # on what terms it may be extended
    options: str | None = None  # what else the buyer may ask for later
    items: list[ItemAnnounced] = []
    reserved: str | None = None  # public_service_mutual, supported_employment, local_area, vcse, …; None: open to all
    reserved_areas: list[str] = []  # GSS codes, of a lot reserved to a local area


class CriterionAnnounced(Part):
    name: str
    kind: str  # price, quality or cost (OCDS awardCriteriaType), or social_value
    weight: int  # of a hundred; the nearest whole number where `points` is given
    points: str | None = None  # the exact weight where it is no whole number
    source: str | None = None  # price, technical, citizen, user_rating, past_performance, declared
    unit: str | None = None  # of what is declared
    topic: str | None = None  # living_wage, tax_disclosure, recruitment, progression, apprenticeships
    relates_because: str | None = None  # why it relates to what is bought


class FrameworkAnnounced(Part):
    call_off: str  # with_competition, without_competition, with_or_without_competition
    maximum_suppliers: int  # in each lot
    is_open: bool = False  # others may join later (s.49)
    mechanism: str | None = None  # without competition: ranking, rotation, lowest_price
    pricing: str | None = None  # the price, or how it is found
    core_terms: str | None = None  # what is agreed for calls without competition
    buyers: list[UUID] = []  # who may call off, beside the buyer
    minimum_points: int = 0  # with fewer nobody has a seat
    longer_because: str | None = None  # why it lasts longer than four years, a utility's than eight (s.47(2))
    finishes_call_offs: bool = False  # what was begun when the next round is awarded is finished (s.49(3))


class FrameworkNamed(Part):
    framework_id: UUID  # its notice
    lot_id: UUID
    procurement_id: UUID  # under whose id the framework's procurement is known


class TargetAnnounced(Part):
    measure: str
    unit: str
    at_least: str | None = None  # exact numbers
    at_most: str | None = None


class PhaseAnnounced(Part):
    title: str
    kind: str  # participation, dialogue, initial_tenders, design, development, pilot, evaluation, final_tenders
    asks_for: str
    closes_at: datetime | None = None  # of final tenders: with the notice
    conditions: list[str] = []  # passed or failed
    targets: list[TargetAnnounced] = []
    criteria: list[str] = []  # award criteria, by name
    asks_price: bool = False
    at_least: int | None = None  # how many go on
    at_most: int | None = None  # those with the most points
    refines: str | None = None  # what of the award criteria may be refined afterwards (s.24)
    payment_ceiling: str | None = None  # pounds, two decimals, for each who takes part
    lots: list[UUID] = []  # those that it is for; all where none is named


class FlexibleAnnounced(Part):
    phases: list[PhaseAnnounced]
    partnership: str | None = None  # innovation, public_social: a gate closes each stage of development
    rights: str | None = None  # who may use what comes of the partnership


class JustificationAnnounced(Part):
    ground: str  # a paragraph of Sch.5, or s42 or s43
    reason: str
    supplier_id: UUID


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
    terms_hash: str | None = None  # SHA-256 of all that bids are made for and judged by
    regime: str | None = None  # full or light_touch
    above_threshold: bool | None = None  # whether the Act binds in full; None: not known
    recall_clause: str | None = None  # the break clause by which users may recall the provider
    justification: JustificationAnnounced | None = None  # of a direct award; None: there is a competition
    framework: FrameworkAnnounced | None = None  # its lots are frameworks, under which contracts are called off
    reopens_id: UUID | None = None  # the first notice of the open framework that is awarded anew (s.49)
    prior_id: UUID | None = None  # under whose id the procurement of the round before it is known
    flexible: FlexibleAnnounced | None = None  # the phases in which it is held
    under: FrameworkNamed | None = None  # the framework under which this is called off
    market_id: UUID | None = None  # the dynamic market under which it was published: only members bid
    market_part: str | None = None  # only members of that part of it
    plan_id: UUID | None = None  # the plan it follows from, under whose id the procurement is known
    past_performance: list[str] = []  # what counts beside the bids: user_ratings, indicators, delivery
    engagement_id: UUID | None = None  # what it follows from
    not_local_because: str | None = None  # why a contract below the threshold is kept for nobody near
    transfers_staff: bool = False
    unannounced_because: str | None = None  # why no preliminary market engagement notice was published


class NoticePublished(Event):
    """A tender notice is public; bids are welcome until it closes. The entity is the notice.

    Of a direct award it is the transparency notice: nobody bids, and `supplier` is who shall have the contract.
    """

    type: ClassVar[str] = "tendering.notice.published.v1"

    notice: Announcement
    supplier: Party | None = None


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
