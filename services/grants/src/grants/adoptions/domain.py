"""Which rules a funder holds itself to. Pure: no database, no clock, no wire."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from rulebook.decisions import Decision


class Standard(StrEnum):
    """A rule that a funder may adopt, by its name in the rulebook."""

    REQUIREMENTS = "govs015"
    SCORING = "grants.scoring"
    TRAINING = "grants.training"
    DUE_DILIGENCE = "grants.due_diligence"
    LEAD = "grants.lead"
    COSTS = "grants.costs_once"
    TIERS = "grants.tiers"
    APPEALS = "grants.appeals"
    REVIEW = "grants.review"


@dataclass(eq=False, kw_only=True)
class Adoption:
    """What a funder said, in force until it says otherwise. One that is bound has no choice about GovS 015."""

    id: UUID = field(default_factory=new_id)
    funder_id: UUID
    is_bound: bool
    standards: list[Standard]
    statement: str
    adopted_at: datetime

    def __post_init__(self) -> None:
        if self.is_bound and Standard.REQUIREMENTS not in self.standards:
            raise Unacceptable("/standards", "A funder that GovS 015 binds cannot leave it out.")
        self.standards = sorted(set(self.standards))


def must_allow(decisions: Iterable[Decision]) -> None:
    """Raise Refused with the first that blocks: a plain no of a rule that the funder itself adopted."""
    for decision in decisions:
        decision.must_allow()
