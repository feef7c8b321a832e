"""How an inquiry looks on the wire."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, Name, Out, Prose, Strict, example
from rulebook.exclusions import Ground
from tendering.debarments.schemas import GroundIn
from tendering.exclusions.domain import About, Finding, Remedy, Representations, Subject

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class InquiryIn(
    Strict,
    json_schema_extra=example(
        supplier_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        ground="professional_misconduct",
        about="subcontractor",
        person="Quayside Lettings Ltd",
        occurred_on="2026-03-01",
        circumstances="A tribunal found that it had withheld deposits.",
    ),
):
    """Which ground may apply to a supplier, whom it concerns, when it last occurred, and what happened.

    `person` names a connected person or sub-contractor; `organisation_id` too, if they are in the register.
    """

    supplier_id: IdIn
    ground: GroundIn
    about: Annotated[About, Field(strict=False)] = About.SUPPLIER
    person: Name | None = None
    organisation_id: IdIn | None = None
    occurred_on: DayIn
    circumstances: Prose

    def subject(self) -> Subject:
        """In the words of the domain."""
        return Subject(about=self.about, person=self.person, organisation_id=self.organisation_id)


class RepresentationsIn(
    Strict,
    json_schema_extra=example(
        statement="Every deposit was paid back, and another firm will let the homes.",
        remedies=["compensation_paid"],
        replacement="Harbour Lettings CIC",
    ),
):
    """The supplier's answer: what it has put right, with documents by digest, and who replaces whom.

    `replacement_id` where that one is in the register; it is looked up as who is replaced was.
    """

    statement: Prose
    remedies: Annotated[
        list[Annotated[Remedy, Field(strict=False)]], Field(max_length=len(Remedy), default_factory=list)
    ]
    documents: Annotated[list[Digest], Field(max_length=50, default_factory=list)]
    replacement: Name | None = None
    replacement_id: IdIn | None = None

    def representations(self) -> Representations:
        """In the words of the domain."""
        return Representations(
            statement=self.statement,
            remedies=tuple(dict.fromkeys(self.remedies)),
            documents=tuple(self.documents),
            replacement=self.replacement,
            replacement_id=self.replacement_id,
        )


class InquiryFindingIn(
    Strict, json_schema_extra=example(finding="replaced", reason="Nothing is held against the new sub-contractor.")
):
    """What the authority finds; `disregards` says of a discretionary ground that applies whether the bid is out.

    Where that needs a Minister's agreement, `minister_agreed_on` is the day of it (s.29).
    """

    finding: Annotated[Finding, Field(strict=False)]
    reason: Prose
    disregards: bool | None = None
    minister_agreed_on: DayIn | None = None


class ReportIn(Strict, json_schema_extra=example(reported_on="2026-11-25")):
    """The day on which a Minister was told of an exclusion or a replacement (s.59)."""

    reported_on: DayIn


class InquiryOut(Out):
    """An inquiry, for its authority, its supplier and auditors."""

    id: UUID
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
    statement: str | None
    remedies: list[Remedy]
    documents: list[str]
    replacement: str | None
    replacement_id: UUID | None
    represented_at: datetime | None
    finding: Finding | None
    disregards: bool
    minister_agreed_on: date | None
    reason: str | None
    found_at: datetime | None
    report_due_on: date | None
    reported_on: date | None
    decisions: list[UUID]
    version: int
