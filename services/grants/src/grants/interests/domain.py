"""What an assessor declares. Pure: no database, no clock, no wire."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from kernel.identifiers import new_id


@dataclass(eq=False, kw_only=True)
class Declaration:
    """What one assessor says of one application. `assessor` is the subject of their token."""

    id: UUID = field(default_factory=new_id)
    application_id: UUID
    assessor: str
    has_conflict: bool
    explanation: str | None
    declared_at: datetime
    version: int = 1

    def __post_init__(self) -> None:
        must_be_explained(self.has_conflict, self.explanation)

    def restate(self, *, has_conflict: bool, explanation: str | None, now: datetime) -> None:
        """Say it anew: what was true at first need not stay so."""
        must_be_explained(has_conflict, explanation)
        self.has_conflict, self.explanation, self.declared_at = has_conflict, explanation, now
        self.version += 1


def must_be_explained(has_conflict: bool, explanation: str | None) -> None:
    """Raise Unacceptable for a conflict of which nothing is said."""
    if has_conflict and not explanation:
        raise Unacceptable("/explanation", "Say what the interest is.")


def must_be_free(own: Declaration | None, *, is_asked: bool) -> None:
    """Raise RuleBroken for one who has an interest, and where declarations are asked for one who has not said."""
    if own is not None and own.has_conflict:
        raise RuleBroken("You declared an interest in this application, so others assess it.")
    if own is None and is_asked:
        raise RuleBroken("Declare first whether you have an interest in this application.")


def free(declarations: Collection[Declaration]) -> frozenset[str]:
    """Who said that they have no interest."""
    return frozenset(each.assessor for each in declarations if not each.has_conflict)
