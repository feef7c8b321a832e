"""Facts about an organisation with their sources, and what rules make of them, as the registry's events tell it."""

from datetime import date
from uuid import UUID

from events import Part


class EvidencedFact(Part):
    """Something that a source says of an organisation, as it was recorded; it never changes."""

    id: UUID
    name: str  # of the registry's catalogue, or one that no rule asks for
    value: bool | int | str
    source: str
    standing: str  # attestation, governing_document, filed_accounts, register
    reference: str
    retrieved_on: date
    expires_on: date | None = None
    document: str | None = None
    corrects: UUID | None = None  # the earlier fact that no longer counts


class VerdictFacts(Part):
    """Whether the organisation bears a label, and why."""

    label: str
    outcome: str  # yes, no or unknown
    value: str | None = None  # a grade, a percentage
    rule: str
    version: int
    basis: str
    facts_used: list[UUID]  # of `OrganisationClassified.facts`
    missing: list[str]
    flip: str | None = None  # the nearest change that would turn it, in words
    reasons: list[str]
    expires_on: date
    withheld_until: date | None = None  # the organisation may still reply, so the outcome is not public
    reply: str | None = None  # what the organisation says to it
