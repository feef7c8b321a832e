"""A suspicion of ratings, and what a moderator made of it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from kernel.calendar import PROCUREMENT_ACT
from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from rulebook.rules import rule


class Kind(StrEnum):
    """What made ratings suspect."""

    BURST = "burst"  # so many in a week as the weeks before make unlikely
    REPETITION = "repetition"  # a story says what another one said
    DEPARTURE = "departure"  # those by code differ from those signed blindly
    RETALIATION = "retaliation"  # a buyer pays its suppliers back


class Verdict(StrEnum):
    """What a moderator made of it."""

    ADMITTED = "admitted"  # they count, and show
    SET_ASIDE = "set_aside"  # they never do


@dataclass(eq=False, kw_only=True)
class Suspicion:
    """Ratings that wait together, as a `bundle`: known by a story, by a buyer's rating, or by an id of its own."""

    id: UUID = field(default_factory=new_id)
    kind: Kind
    contract_id: UUID
    bundle: UUID
    period: str  # the week by its Monday, or the quarter
    why: str
    flagged_on: date
    due_on: date  # the last day on which it should be decided
    verdict: Verdict | None = None
    decided_by: str | None = None
    decided_on: date | None = None
    version: int = 1

    @classmethod
    def of(
        cls, kind: Kind, contract_id: UUID, period: str, why: str, *, bundle: UUID | None = None, today: date
    ) -> Self:
        """Flagged today."""
        days = rule("ratings.suspicion", on=today).number("decision_working_days")
        return cls(
            kind=kind,
            contract_id=contract_id,
            bundle=bundle or new_id(),
            period=period,
            why=why,
            flagged_on=today,
            due_on=PROCUREMENT_ACT.last_after(today, days),
        )

    def decide(self, moderator: str, verdict: Verdict, *, today: date) -> None:
        """A moderator lets them count or not, once. Raises RuleBroken."""
        if self.verdict is not None:
            raise RuleBroken("A moderator has decided on this suspicion already.")
        self.verdict, self.decided_by, self.decided_on = verdict, moderator, today
        self.version += 1

    @property
    def told_of(self) -> UUID | None:
        """The service as the public log names it: not where a single story is meant, which might be found by it."""
        return None if self.kind is Kind.REPETITION else self.contract_id
