"""A ballot on recalling a provider, and what a petition came to with it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Self
from uuid import UUID

from kernel.errors import Forbidden, RuleBroken, Unacceptable
from kernel.identifiers import new_id
from ratings.credentials.domain import Level
from ratings.investigations.domain import Finding
from ratings.petitions.domain import Count, Petition, Stage
from rulebook.rules import rule


class Status(StrEnum):
    """What a petition came to. None of these ends a contract by itself."""

    NO_BALLOT = "no_ballot"
    BALLOT_PENDING = "ballot_pending"
    TURNOUT_TOO_LOW = "ballot_turnout_too_low"
    RETAINED = "retained"
    RECALLED_BY_CLAUSE = "recalled_clause_exercised"  # the authority acts under the clause that the contract has
    RECALLED_REVIEW_ONLY = "recalled_review_only"  # the contract has none: it is reviewed, and goes on


@dataclass(eq=False, kw_only=True)
class Ballot:
    """The return of a secret ballot among those on the petition's roll."""

    petition_id: UUID
    held_on: date
    votes_cast: int
    votes_for_recall: int
    levels: tuple[int | None, ...] | None = None  # how many voted at each level, as far as that may be told

    def must_follow_from(self, petition: Petition, count: Count) -> None:
        """Only enough signatures lead to a ballot, and nobody votes twice. Raises RuleBroken, Unacceptable."""
        if petition.stage is not Stage.CLOSED or not petition.demands_ballot(count):
            raise RuleBroken("There is a ballot only once a petition is closed that enough users have signed.")
        if petition.closes_on is not None and self.held_on <= petition.closes_on:
            raise Unacceptable("/held_on", f"The petition was open until {petition.closes_on}.")
        if self.votes_cast > (petition.roll or 0):
            raise Unacceptable("/votes_cast", f"The roll has {petition.roll} people.")
        if self.votes_for_recall > self.votes_cast:
            raise Unacceptable("/votes_for_recall", "More votes for recall than votes.")


@dataclass(eq=False, kw_only=True)
class Poll:
    """A secret ballot that is held here, among those on a petition's roll. No row stands for a vote."""

    id: UUID = field(default_factory=new_id)  # the roll that its credentials are for
    petition_id: UUID
    question: str
    opens_on: date
    closes_on: date
    votes_for: int = 0  # recall
    votes_against: int = 0

    @classmethod
    def called(
        cls,
        petition: Petition,
        count: Count,
        finding: Finding | None,
        *,
        question: str,
        opens_on: date,
        closes_on: date,
        today: date,
    ) -> Self:
        """Enough have signed, or an investigation found so. Raises RuleBroken, Unacceptable."""
        policy = rule("voice.ballot", on=today)
        if petition.stage is not Stage.CLOSED or not (
            petition.demands_ballot(count) or finding in policy.words("findings")
        ):
            raise RuleBroken(
                "There is a ballot once a petition is closed that enough signed, or a finding asks for it."
            )
        if opens_on < today:
            raise Unacceptable("/opens_on", "A ballot is called before it opens.")
        if closes_on < opens_on + timedelta(days=(days := policy.number("open_days_minimum"))):
            raise Unacceptable("/closes_on", f"A ballot is open for {days} days at least.")
        return cls(petition_id=petition.id, question=question, opens_on=opens_on, closes_on=closes_on)

    def must_take_votes(self, level: Level | None, *, through_advocate: bool, today: date) -> None:
        """From its first day to its last. Raises RuleBroken; Forbidden where an advocate must enter votes."""
        if not self.opens_on <= today <= self.closes_on:
            raise RuleBroken(f"This ballot is open from {self.opens_on} to {self.closes_on}.")
        if level is Level.C and not through_advocate:
            raise Forbidden("So few are on this roll that codes would hide nobody: an advocate enters the votes.")

    def take(self, *, for_recall: bool) -> None:
        """One vote more; whose is not known here."""
        self.votes_for += for_recall
        self.votes_against += not for_recall

    def counted(self) -> Ballot:
        """What users voted, once its last day is over."""
        cast = self.votes_for + self.votes_against
        return Ballot(
            petition_id=self.petition_id, held_on=self.closes_on, votes_cast=cast, votes_for_recall=self.votes_for
        )


@dataclass(frozen=True)
class Result:
    """A petition, its count, and the ballot that followed if one did."""

    petition: Petition
    count: Count
    ballot: Ballot | None
    poll: Poll | None = None

    @property
    def is_voted_on(self) -> bool:
        """Whether users vote, or have voted."""
        return self.poll is not None or self.ballot is not None or self.petition.demands_ballot(self.count)

    @property
    def turnout(self) -> Fraction | None:
        """Votes cast as a part of the roll."""
        return None if self.ballot is None else Fraction(self.ballot.votes_cast, self.petition.roll or 1)

    @property
    def for_recall(self) -> Fraction | None:
        """Votes for recall as a part of those cast; None where nobody voted."""
        if self.ballot is None or not self.ballot.votes_cast:
            return None
        return Fraction(self.ballot.votes_for_recall, self.ballot.votes_cast)

    @property
    def is_passed(self) -> bool:
        """Enough voted, and more than the policy's part of them for recall."""
        figures, turnout, for_recall = self.petition.figures, self.turnout, self.for_recall
        if turnout is None or for_recall is None:
            return False
        return turnout >= figures.ballot_turnout and for_recall > figures.ballot_majority_over

    @property
    def status(self) -> Status:
        """In a word."""
        if not self.is_voted_on:
            return Status.NO_BALLOT
        if self.turnout is None:
            return Status.BALLOT_PENDING
        if self.turnout < self.petition.figures.ballot_turnout:
            return Status.TURNOUT_TOO_LOW
        if not self.is_passed:
            return Status.RETAINED
        return Status.RECALLED_BY_CLAUSE if self.petition.recall_clause else Status.RECALLED_REVIEW_ONLY
