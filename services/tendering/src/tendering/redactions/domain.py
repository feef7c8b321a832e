"""Published documents and their redactions. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id


class Kind(StrEnum):
    """What a document is to its contract (OCDS documentType)."""

    CONTRACT = "contractSigned"
    SCHEDULE = "contractSchedule"
    ANNEX = "contractAnnexe"
    MODIFIED = "contractModified"  # the contract as it was changed, or the change itself (s.77)


class Ground(StrEnum):
    """Why something may be withheld: s.94, or the law of personal data."""

    SENSITIVE_COMMERCIAL = "sensitive_commercial"
    NATIONAL_SECURITY = "national_security"
    PERSONAL = "personal"


@dataclass(frozen=True, kw_only=True)
class Withholding:
    """On which ground something is withheld, why that outweighs the public interest, and until when; None: for good."""

    ground: Ground
    explanation: str
    until: date | None = None

    def is_over(self, today: date) -> bool:
        """Whether its time is over, so that all of it is owed. The last day still counts."""
        return self.until is not None and today > self.until

    def must_expire(self, today: date, path: str) -> None:
        """Raise Unacceptable for a trade secret that is kept for ever, or for one whose time is over already."""
        if self.until is None and self.ground is Ground.SENSITIVE_COMMERCIAL:
            raise Unacceptable(f"{path}/until", "What is sensitive in trade does not stay so for ever.")
        if self.is_over(today):
            raise Unacceptable(f"{path}/until", "A redaction whose time is over is no redaction.")


@dataclass(frozen=True, kw_only=True)
class Redaction(Withholding):
    """What is blacked out in a document."""

    place: str


@dataclass(eq=False, kw_only=True)
class Disclosed:
    """A document of a contract as it was published; `replaces` is the one before, with more of it blacked out."""

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    sha256: str
    title: str
    kind: Kind
    redactions: tuple[Redaction, ...]
    replaces: UUID | None
    published_at: datetime

    def is_modified_text_of(self, contract_id: UUID) -> bool:
        """Whether it is the text of that contract after a change."""
        return self.contract_id == contract_id and self.kind is Kind.MODIFIED

    def overdue(self, today: date) -> list[Redaction]:
        """What should no longer be blacked out."""
        return [each for each in self.redactions if each.is_over(today)]


def must_expire(redactions: tuple[Redaction, ...], today: date) -> None:
    """Raise Unacceptable for the first redaction that cannot be; see `Withholding.must_expire`."""
    for index, each in enumerate(redactions):
        each.must_expire(today, f"/redactions/{index}")


def is_withheld(withholding: Withholding | None, today: date) -> bool:
    """Whether it is withheld from everybody on that day; None withholds nothing."""
    return withholding is not None and not withholding.is_over(today)
