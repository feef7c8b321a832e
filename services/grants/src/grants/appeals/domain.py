"""An appeal against a decline. Pure: no database, no clock, no wire."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from uuid import UUID

from grants.applications.domain import FUNDERS_ROLES, Application
from kernel.errors import Forbidden, RuleBroken
from kernel.identifiers import new_id


@dataclass(eq=False, kw_only=True)
class Appeal:
    """What an applicant holds against a decision, as it then stood, and what became of it."""

    id: UUID = field(default_factory=new_id)
    application_id: UUID
    funder_id: UUID
    applicant_id: UUID
    declined_because: str
    declined_at: datetime
    grounds: str
    lodged_at: datetime
    is_timely: bool
    answer_due_on: date
    upheld: bool | None = None
    reasons: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int = 1

    @classmethod
    def against(
        cls, application: Application, grounds: str, *, is_timely: bool, answer_due_on: date, now: datetime
    ) -> Self:
        """Appeal against the decision that stands. Raises RuleBroken for an application that was not declined."""
        reason, declined_at = application.declined()
        return cls(
            application_id=application.id,
            funder_id=application.funder_id,
            applicant_id=application.applicant_id,
            declined_because=reason,
            declined_at=declined_at,
            grounds=grounds,
            lodged_at=now,
            is_timely=is_timely,
            answer_due_on=answer_due_on,
        )

    def decide(self, *, upheld: bool, reasons: str, by: str, involved: Collection[str], now: datetime) -> None:
        """Answer it, once. Raises Forbidden for who had a part in what is appealed against."""
        if self.upheld is not None:
            raise RuleBroken("This appeal has been decided.")
        if by in involved:
            raise Forbidden("Whoever assessed, moderated or decided the application does not decide the appeal.")
        self.upheld, self.reasons, self.decided_by, self.decided_at = upheld, reasons, by, now
        self.version += 1

    def may_be_read(self, organisation_id: UUID | None, roles: Collection[str]) -> bool:
        """By the applicant, by those of the funder who decide or assess, and by auditors."""
        is_funders = organisation_id == self.funder_id and not FUNDERS_ROLES.isdisjoint(roles)
        return organisation_id == self.applicant_id or is_funders or "auditor" in roles
