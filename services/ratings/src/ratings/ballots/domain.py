"""A ballot on recalling a provider, and what a petition came to with it. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from kernel.errors import RuleBroken, Unacceptable
from ratings.petitions.domain import Count, Petition, Stage


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


@dataclass(frozen=True)
class Result:
    """A petition, its count, and the ballot that followed if one did."""

    petition: Petition
    count: Count
    ballot: Ballot | None

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
        if not self.petition.demands_ballot(self.count):
            return Status.NO_BALLOT
        if self.turnout is None:
            return Status.BALLOT_PENDING
        if self.turnout < self.petition.figures.ballot_turnout:
            return Status.TURNOUT_TOO_LOW
        if not self.is_passed:
            return Status.RETAINED
        return Status.RECALLED_BY_CLAUSE if self.petition.recall_clause else Status.RECALLED_REVIEW_ONLY
