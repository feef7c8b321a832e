"""Checks of an applicant and their light. Pure: no database, no clock, no wire."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id


class Kind(StrEnum):
    """What is checked."""

    REGISTRATION = "registration"
    FILINGS = "filings"
    INSOLVENCY = "insolvency"
    DISQUALIFICATION = "disqualification"
    SANCTIONS = "sanctions"
    BANK_MATCH = "bank_match"
    DEPENDENCY = "dependency"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    SUBSIDY = "subsidy"
    DUPLICATE_FUNDING = "duplicate_funding"


class Result(StrEnum):
    """What came of it. A source that does not answer says nothing against anybody, and nothing for them."""

    PASS = "pass"  # noqa: S105  no secret
    REFER = "refer"
    FAIL = "fail"
    UNAVAILABLE = "unavailable"


class Light(StrEnum):
    """What all checks come to, for people to look at: it decides nothing."""

    UNCHECKED = "unchecked"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(eq=False, kw_only=True)
class Check:
    """One look at one source. A later check of the same kind stands in its place; none is overwritten."""

    id: UUID = field(default_factory=new_id)
    application_id: UUID
    kind: Kind
    result: Result
    source: str
    finding: str | None
    checked_at: datetime
    correction: str | None = None
    corrected_at: datetime | None = None
    version: int = 1

    @classmethod
    def record(
        cls,
        application_id: UUID,
        kind: Kind,
        result: Result,
        *,
        source: str,
        finding: str | None,
        checked_at: datetime,
        now: datetime,
    ) -> "Check":
        """Put it on record. Raises Unacceptable for one that is still to come, or that says no without saying what."""
        if checked_at > now:
            raise Unacceptable("/checked_at", "A check has been made before it is recorded.")
        if result in {Result.REFER, Result.FAIL} and not finding:
            raise Unacceptable("/finding", "Say what was found: the applicant reads it, and may correct it.")
        return cls(
            application_id=application_id,
            kind=kind,
            result=result,
            source=source,
            finding=finding,
            checked_at=checked_at,
        )

    def correct(self, text: str, *, now: datetime) -> None:
        """The applicant says what is wrong with it, once."""
        if self.correction is not None:
            raise RuleBroken("You have corrected this check.")
        self.correction, self.corrected_at = text, now
        self.version += 1


@dataclass(eq=False, kw_only=True)
class Override:
    """A person looked at a red light and goes on all the same. It holds for the `checks` that were there, no later."""

    application_id: UUID
    reason: str
    checks: list[UUID]
    overridden_by: str
    overridden_at: datetime
    version: int = 1

    def answer(self, reason: str, checks: list[UUID], *, by: str, now: datetime) -> None:
        """Answer anew, for later checks."""
        self.reason, self.checks, self.overridden_by, self.overridden_at = reason, checks, by, now
        self.version += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Diligence:
    """All that was checked: the checks that stand, and the whole history."""

    history: Sequence[Check]
    hard: Collection[str]  # kinds whose failure alone is red
    override: Override | None = None

    @property
    def standing(self) -> list[Check]:
        """The last check of each kind, in the order of the kinds."""
        last = {each.kind: each for each in sorted(self.history, key=lambda check: (check.checked_at, check.id))}
        return [last[kind] for kind in Kind if kind in last]

    @property
    def light(self) -> Light:
        """Red for a hard failure, amber for anything else that is no pass."""
        if not self.history:
            return Light.UNCHECKED
        if any(each.result is Result.FAIL and each.kind in self.hard for each in self.standing):
            return Light.RED
        return Light.GREEN if all(each.result is Result.PASS for each in self.standing) else Light.AMBER

    @property
    def is_overridden(self) -> bool:
        """Whether a person has answered for these very checks."""
        return self.override is not None and {each.id for each in self.standing} <= set(self.override.checks)
