"""An investigation that a petition demanded. It may recommend; it never terminates a contract. Pure."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from kernel.errors import Conflict, Forbidden, NotFound, RuleBroken
from kernel.identifiers import new_id


class Finding(StrEnum):
    """What an investigation may come to. Ending a contract is not among them: the most is a review of whether to."""

    NOT_UPHELD = "not_upheld"
    IMPROVEMENT_PLAN = "improvement_plan"
    PERFORMANCE_NOTICE = "performance_notice"
    TERMINATION_REVIEW = "termination_review"
    RETENDER_REVIEW = "retender_review"


@dataclass(frozen=True, kw_only=True)
class Independence:
    """What a lead declares of themselves; the declaration is public."""

    manages_the_contract: bool
    linked_to_provider: bool


@dataclass(eq=False, kw_only=True)
class Statement:
    """What a provider puts forward, for everybody to read."""

    id: UUID = field(default_factory=new_id)
    petition_id: UUID
    organisation_id: UUID
    text: str
    given_on: date


@dataclass(eq=False, kw_only=True)
class Investigation:
    """One a petition, whose id it goes by. `response_due_on` is known once the petition is closed."""

    petition_id: UUID
    contract_id: UUID
    buyer_id: UUID
    provider_ids: tuple[UUID, ...]
    service: str
    opened_on: date
    lead_due_on: date
    findings_due_on: date
    response_due_on: date | None = None
    lead: str | None = None  # the subject of who leads
    lead_organisation_id: UUID | None = None
    lead_since: date | None = None
    response: str | None = None
    responded_on: date | None = None
    finding: Finding | None = None
    reasons: str | None = None
    concluded_on: date | None = None
    version: int = 1

    @property
    def entity(self) -> UUID:
        """What its events are of: not the petition, which may be further in time by then."""
        return uuid5(self.petition_id, "investigation")

    def take_lead(self, lead: str, organisation_id: UUID | None, declared: Independence, *, today: date) -> None:
        """Somebody leads who neither runs the contract nor has to do with its provider."""
        if self.lead is not None:
            raise Conflict("This investigation has its lead.")
        if declared.manages_the_contract or declared.linked_to_provider or organisation_id in self.provider_ids:
            raise Forbidden("Whoever manages the contract, or has to do with its provider, does not lead this.")
        self.lead, self.lead_organisation_id, self.lead_since = lead, organisation_id, today
        self.version += 1

    def respond(self, buyer_id: UUID, text: str, *, today: date) -> None:
        """The authority answers its users, once; late is better than never."""
        if self.buyer_id != buyer_id:
            raise NotFound(f"There is no investigation {self.petition_id} about you.")
        if self.response is not None:
            raise RuleBroken("The authority has answered already.")
        self.response, self.responded_on = text, today
        self.version += 1

    def must_hear(self, organisation_id: UUID) -> None:
        """Its provider is heard until there are findings. Raises NotFound, RuleBroken."""
        if organisation_id not in self.provider_ids:
            raise NotFound(f"There is no investigation {self.petition_id} about you.")
        if self.finding is not None:
            raise RuleBroken("The investigation is concluded.")

    def conclude(self, lead: str, finding: Finding, reasons: str, *, today: date) -> None:
        """Its lead finds, with reasons, for everybody to read."""
        if self.lead is None or self.lead != lead:
            raise Forbidden("Only who leads an investigation concludes it.")
        if self.finding is not None:
            raise RuleBroken("The investigation is concluded.")
        self.finding, self.reasons, self.concluded_on = finding, reasons, today
        self.version += 1
