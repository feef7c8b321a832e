"""A decision of an alliance, and the votes on it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.identifiers import new_id
from tendering.alliances.domain import Alliance, Member


class Choice(StrEnum):
    """What a member says to a decision; who says nothing has not agreed."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Result(StrEnum):
    """What the votes come to. Nothing is agreed by default, however long it waits."""

    AGREED = "agreed"
    VETOED = "vetoed"
    NOT_AGREED = "not_agreed"


@dataclass(eq=False, kw_only=True)
class Vote:
    """What a member said to a decision on one rung of the ladder."""

    member_id: UUID
    rung: int
    choice: Choice
    cast_at: datetime


@dataclass(eq=False, kw_only=True)
class Joint:
    """A decision of all members. What `joins`, `leaves` or `closes` it takes effect once agreed."""

    id: UUID = field(default_factory=new_id)
    alliance_id: UUID
    title: str
    opened_at: datetime
    joins: Member | None = None
    leaves: UUID | None = None
    closes: bool = False
    rung: int = 0
    rung_since: datetime
    agreed_at: datetime | None = None
    votes: list[Vote] = field(default_factory=list)
    version: int = 1

    def cast(self, member: Member, choice: Choice, *, now: datetime) -> None:
        """The member's vote on this rung; it may think again until all have agreed."""
        self.must_be_open()
        self.votes = [*(v for v in self.votes if (v.member_id, v.rung) != (member.id, self.rung))]
        self.votes.append(Vote(member_id=member.id, rung=self.rung, choice=choice, cast_at=now))
        self.version += 1

    def climb(self, alliance: Alliance, result: Result, *, now: datetime) -> None:
        """Take a deadlock one rung up, where everybody votes anew. Raises RuleBroken before its time and at the top."""
        self.must_be_open()
        if result is not Result.VETOED and now < self.rung_since + timedelta(days=alliance.rung_days):
            raise RuleBroken(f"Nobody has vetoed it, and the {alliance.rung_days} days of this rung are not over.")
        if self.rung >= len(alliance.ladder):
            raise RuleBroken("There is no rung above this one; without the agreement of all nothing is decided.")
        self.rung, self.rung_since = self.rung + 1, now
        self.version += 1

    def must_be_open(self) -> None:
        """Raise RuleBroken for what all have agreed."""
        if self.agreed_at is not None:
            raise RuleBroken("All members have agreed to this; decide anew to change it.")
