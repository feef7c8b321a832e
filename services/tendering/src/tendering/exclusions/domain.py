"""An inquiry into a ground of exclusion. Pure: no database, no clock, no wire."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from rulebook.exclusions import Ground


class About(StrEnum):
    """Whom the ground concerns. A supplier answers for its associated and connected persons and sub-contractors too."""

    SUPPLIER = "supplier"
    ASSOCIATED_PERSON = "associated_person"  # it bids together with the supplier, or the supplier relies on it
    CONNECTED_PERSON = "connected_person"
    SUBCONTRACTOR = "subcontractor"


class Remedy(StrEnum):
    """What a supplier has done about it: self-cleaning, as s.58(1) lists it."""

    COMPENSATION_PAID = "compensation_paid"
    PEOPLE_CHANGED = "people_changed"
    PROCEDURES_CHANGED = "procedures_changed"
    COMMITMENTS_GIVEN = "commitments_given"
    OTHER = "other"


class Finding(StrEnum):
    """What the authority made of it.

    A ground that `APPLIES` does so, and its circumstances continue or are likely to occur again (s.57).
    """

    APPLIES = "applies"
    CLEARED = "cleared"
    REPLACED = "replaced"


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom the ground concerns, by name if it is not the supplier, and by register where they are in it."""

    about: About
    person: str | None = None
    organisation_id: UUID | None = None

    def __post_init__(self) -> None:
        if (self.about is About.SUPPLIER) != (self.person is None):
            raise Unacceptable("/person", "Name the other person or sub-contractor, and nobody else.")
        if self.about is About.SUPPLIER and self.organisation_id is not None:
            raise Unacceptable("/organisation_id", "The supplier is named already.")


@dataclass(frozen=True, kw_only=True)
class Representations:
    """What the supplier answers. `documents` are SHA-256 digests; `replacement` is who takes the place of another, by
    register where it is there: it is looked up in its turn.
    """

    statement: str
    remedies: tuple[Remedy, ...] = ()
    documents: tuple[str, ...] = ()
    replacement: str | None = None
    replacement_id: UUID | None = None


@dataclass(eq=False, kw_only=True)
class Inquiry:
    """One ground, held against one supplier in one procurement. Nothing is decided before it had its opportunity.

    `occurred_on` is when the circumstances last occurred. `disregards` says whether its bids are disregarded: always
    under a mandatory ground that applies, and as the authority chooses under a discretionary one.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    buyer_id: UUID
    supplier_id: UUID
    ground: Ground
    is_mandatory: bool
    about: About
    person: str | None
    organisation_id: UUID | None
    occurred_on: date
    circumstances: str
    notified_at: datetime
    due_on: date
    statement: str | None = None
    remedies: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    replacement: str | None = None
    replacement_id: UUID | None = None
    represented_at: datetime | None = None
    finding: Finding | None = None
    disregards: bool = False
    minister_agreed_on: date | None = None
    reason: str | None = None
    found_at: datetime | None = None
    report_due_on: date | None = None
    reported_on: date | None = None
    decisions: list[UUID] = field(default_factory=list)
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.finding is None

    @property
    def concerns(self) -> UUID | None:
        """The organisation that the ground is about, where the register has it."""
        return self.supplier_id if self.about is About.SUPPLIER else self.organisation_id

    def represent(self, said: Representations, *, now: datetime) -> None:
        """The supplier answers. What comes late is still read, as long as nothing was decided."""
        if not self.is_open:
            raise RuleBroken("The authority has already decided about this ground.")
        if said.replacement is not None and self.about is About.SUPPLIER:
            raise Unacceptable("/replacement", "A supplier replaces whom it names, not itself.")
        if said.replacement_id is not None and said.replacement is None:
            raise Unacceptable("/replacement", "Name who takes the place.")
        self.statement = said.statement
        self.replacement, self.replacement_id = said.replacement, said.replacement_id
        self.remedies, self.documents = list(said.remedies), list(said.documents)
        self.represented_at = now
        self.version += 1

    def find(
        self,
        finding: Finding,
        reason: str,
        *,
        disregards: bool | None,
        minister_agreed_on: date | None = None,
        report_due_on: date,
        now: datetime,
    ) -> None:
        """Decide. Raises RuleBroken before the supplier answered or its time was over: it had no opportunity yet; and
        where a Minister has to agree, until one has.
        """
        if not self.is_open:
            raise Conflict("It was decided before.")
        if self.represented_at is None and day_of(now) <= self.due_on:
            raise RuleBroken(f"The supplier has until the end of {self.due_on} to answer (s.58(2)).")
        if finding is Finding.REPLACED and self.replacement is None:
            raise RuleBroken("The supplier has named nobody in their place.")
        effect = self._effect(finding, disregards)
        if effect and self.ground.needs_minister(on=day_of(self.notified_at)) and minister_agreed_on is None:
            raise RuleBroken("On this ground no bid is disregarded unless a Minister has agreed (s.29): say when.")
        if minister_agreed_on is not None and not day_of(self.notified_at) <= minister_agreed_on <= day_of(now):
            raise Unacceptable(
                "/minister_agreed_on", "A Minister agrees once the supplier was told, today at the latest."
            )
        self.disregards, self.minister_agreed_on = effect, minister_agreed_on
        self.finding, self.reason, self.found_at = finding, reason, now
        if self.disregards or finding is Finding.REPLACED:
            self.report_due_on = report_due_on
        self.version += 1

    def report(self, reported_on: date, *, now: datetime) -> None:
        """Note that a Minister was told (s.59). Raises RuleBroken where nothing is to be, Conflict a second time."""
        if self.report_due_on is None or self.found_at is None:
            raise RuleBroken("Nobody was excluded or replaced; there is nothing to tell a Minister.")
        if self.reported_on is not None:
            raise Conflict(f"It was told on {self.reported_on}.")
        if not day_of(self.found_at) <= reported_on <= day_of(now):
            raise Unacceptable("/reported_on", "It was told on a day since the decision, today at the latest.")
        self.reported_on = reported_on
        self.version += 1

    def _effect(self, finding: Finding, disregards: bool | None) -> bool:
        if finding is not Finding.APPLIES:
            if disregards:
                raise Unacceptable("/disregards", "Only a ground that applies keeps a bid out.")
            return False
        if self.is_mandatory:
            if disregards is False:
                raise RuleBroken("Under a mandatory ground that applies the bid must be disregarded (s.26(1)).")
            return True
        if disregards is None:
            raise Unacceptable("/disregards", "This ground is discretionary: say whether the bid is disregarded.")
        return disregards


def disregarded(inquiries: Sequence[Inquiry]) -> dict[UUID, str]:
    """The suppliers whose bids are disregarded, each with its ground in words."""
    return {each.supplier_id: each.ground.words for each in inquiries if each.disregards}
