"""Documents of contracts, as everybody may read them. The entity is the contract."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event, Part
from events.tendering.contracts import Agreement
from events.tendering.notices import Announcement


class RedactionTold(Part):
    """What is blacked out: `code` is sensitive_commercial, national_security or personal; None: for good."""

    place: str
    code: str
    until: date | None


class ContractDocumentPublished(Event):
    """A document of the contract is out, or out again with less blacked out; by its SHA-256."""

    type: ClassVar[str] = "tendering.contract.document_published.v1"

    notice: Announcement
    contract: Agreement
    document_id: UUID
    sha256: str
    title: str
    kind: str  # OCDS documentType: contractSigned, contractSchedule, contractAnnexe
    redactions: list[RedactionTold]
    replaces: UUID | None
