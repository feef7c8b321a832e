"""What was agreed, and what became of it."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party
from events.tendering.awards import AwardDecision
from events.tendering.indicators import IndicatorAgreed
from events.tendering.notices import Announcement


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
    places: list[str] = []  # that it covers
    beneficiaries: list[str] = []  # whom it is for


class ContractSigned(Event):
    """Both sides have signed (UK7). The entity is the contract, in this and the two below.

    `indicators` are what it is measured by (s.52); `no_indicators_because` says why none could do so.
    """

    type: ClassVar[str] = "tendering.contract.signed.v1"

    notice: Announcement
    contract: Agreement
    indicators: list[IndicatorAgreed] = []
    no_indicators_because: str | None = None


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
    announced: bool = False  # a change notice (UK10) had told of it before


class ContractEnded(Event):
    """The contract has run its course (`ended`) or was cut short (`terminated`), and why."""

    type: ClassVar[str] = "tendering.contract.ended.v1"

    notice: Announcement
    contract: Agreement
    ended_on: date
    reason: str
    ground: str | None = None  # expiry, agreement, notice_given, breach, insolvency, unlawful, excludable, recall
    continuity_plan: str | None = None  # how the service goes on


class RegisterEntryStated(Event):
    """What the register of contracts wants known of a contract beside its notices, whole. The entity is the contract.

    What is None nobody has said.
    """

    type: ClassVar[str] = "tendering.contract.register_entry_stated.v1"

    buyer: Party
    department: str | None
    review_on: date | None
    irrecoverable_vat: str | None


class ContractChangeAnnounced(Event):
    """What a contract is to become, on which ground and why, told before it does (UK10, s.75)."""

    type: ClassVar[str] = "tendering.contract.change_announced.v1"

    notice: Announcement
    contract: Agreement
    modification_id: UUID
    value: str
    ends_on: date
    ground: str
    rationale: str
