"""Who is kept out, and why: the debarment list, and an authority's own inquiries."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Party


class SupplierDebarred(Event):
    """A Minister's debarment list names an organisation (s.62). The entity is the entry, in this and the next."""

    type: ClassVar[str] = "tendering.debarment.entered.v1"

    organisation: Party
    ground: str
    is_mandatory: bool
    reference: str
    listed_on: date
    until: date | None


class DebarmentRemoved(Event):
    """An entry was taken off the list."""

    type: ClassVar[str] = "tendering.debarment.removed.v1"

    organisation: Party
    reason: str


class InquiryOpened(Event):
    """An authority told a supplier of a ground; it has until `due_on` to answer. The entity is the inquiry.

    For its two parties, in this and the next: what is not decided is nobody else's.
    """

    type: ClassVar[str] = "tendering.inquiry.opened.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    buyer: Party
    supplier: Party
    ground: str
    about: str  # supplier, connected_person, subcontractor
    due_on: date

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})


class InquiryDecided(Event):
    """What came of it: the ground `applies`, was `cleared`, or who it was about was `replaced`."""

    type: ClassVar[str] = "tendering.inquiry.decided.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    notice_id: UUID
    buyer: Party
    supplier: Party
    ground: str
    finding: str
    disregards: bool  # whether the supplier's bids are disregarded
    reason: str
    report_due_on: date | None  # by when a Minister is told (s.59)

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})


class InquiryReported(Event):
    """The authority told a Minister that it excluded a supplier, or that one replaced whom it named (s.59)."""

    type: ClassVar[str] = "tendering.inquiry.reported.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    buyer: Party
    supplier: Party
    reported_on: date

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.buyer.id, self.supplier.id})
