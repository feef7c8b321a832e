"""How an engagement looks on the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.wire import CpvIn, IdIn, InstantIn, Name, Out, Prose, Strict, example
from tendering.engagement.domain import Advantage, Assessment, Contact, Plan
from tendering.obligations.domain import Category

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class EngagementIn(
    Strict,
    json_schema_extra=example(
        title="Homelessness prevention",
        description="What would keep people in their homes, and how should we pay for it?",
        category="services",
        cpv=["85311000-2"],
        closes_at="2026-12-18T17:00:00Z",
    ),
):
    """What the market and users are asked about, and until when."""

    title: Name
    description: Prose
    category: Annotated[Category, Field(strict=False)] = Category.SERVICES
    cpv: Annotated[list[CpvIn], Field(max_length=50, default_factory=list)]
    closes_at: InstantIn | None = None

    def plan(self) -> Plan:
        """In the words of the domain."""
        return Plan(**(dict(self) | {"cpv": list(dict.fromkeys(self.cpv))}))


class ContactIn(
    Strict,
    json_schema_extra=example(
        organisation_id="0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
        held_at="2026-11-20T10:00:00Z",
        topic="Outreach at night",
        said="Two vans would do; the site is not needed.",
        documents=[],
    ),
):
    """A conversation with a supplier, and the SHA-256 of each document it was shown.

    Documents are kept under /tendering/v1/documents first. All of this is public at once: leave out trade secrets.
    """

    organisation_id: IdIn
    held_at: InstantIn
    topic: Name
    said: Prose
    documents: Annotated[list[Sha256], Field(max_length=50, default_factory=list)]

    def contact(self, now: datetime) -> Contact:
        """In the words of the domain, written down now."""
        told = dict(self) | {"documents": list(dict.fromkeys(self.documents)), "logged_at": now}
        return Contact(supplier_id=told.pop("organisation_id"), **told)


class DisclosureIn(
    Strict, json_schema_extra=example(sha256="0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0")
):
    """A document of the buyer that everybody is to read."""

    sha256: Sha256


class AssessmentIn(
    Strict,
    json_schema_extra=example(
        organisation_id="0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
        advantage="avoided",
        reasons="All that it was shown is public, and bidders get two more weeks.",
    ),
):
    """What taking part did for a supplier's chances; whoever sends it signs it."""

    organisation_id: IdIn
    advantage: Annotated[Advantage, Field(strict=False)]
    reasons: Prose

    def assessment(self, *, by: str, now: datetime) -> Assessment:
        """In the words of the domain, signed now."""
        told = dict(self)
        return Assessment(supplier_id=told.pop("organisation_id"), signed_by=by, signed_at=now, **told)


class ContactOut(Out):
    """A conversation with a supplier."""

    id: UUID
    supplier_id: UUID
    held_at: datetime
    topic: str
    said: str
    documents: list[str]
    logged_at: datetime


class DisclosureOut(Out):
    """A document that is public, at /tendering/v1/documents/{sha256}."""

    sha256: str
    shared_at: datetime


class AssessmentOut(Out):
    """What taking part did for a supplier's chances."""

    supplier_id: UUID
    advantage: Advantage
    reasons: str
    signed_at: datetime


class EngagementOut(Out):
    """An engagement; its conversations are at /tendering/v1/engagements/{id}/contacts.

    Before a tender notice follows, `unshared` and `unassessed` are to be empty.
    """

    id: UUID
    buyer_id: UUID
    title: str
    description: str
    category: Category
    cpv: list[str]
    closes_at: datetime | None
    opened_at: datetime
    announced_at: datetime | None
    followed_at: datetime | None
    disclosures: list[DisclosureOut]
    advantages: list[AssessmentOut]
    unshared: list[str]
    unassessed: list[UUID]
    version: int
