"""How ballots and results look on the wire."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import Count, DayIn, IdIn, Out, Prose, Strict, example
from ratings.ballots.domain import Result, Status
from ratings.credentials.schemas import CredentialIn
from ratings.petitions.domain import Stage
from ratings.petitions.schemas import Levels, Percent, levels_named, percent

PETITION, CODE = "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b", "7H2K-Q0ZD-44MX-91RW-B3VE"


class BallotIn(Strict, json_schema_extra=example(held_on="2027-07-14", votes_cast=20, votes_for_recall=9)):
    """The return of the ballot among those on the roll."""

    held_on: DayIn
    votes_cast: Count
    votes_for_recall: Count


class PollIn(
    Strict,
    json_schema_extra=example(
        question="Should the provider of this service be recalled?", opens_on="2027-07-26", closes_on="2027-08-20"
    ),
):
    """What everybody on the roll is asked, and when."""

    question: Prose
    opens_on: DayIn
    closes_on: DayIn


class PollOut(Out):
    """A ballot that is held here. How many have voted, and how, is told when it is over."""

    id: UUID
    petition_id: UUID
    question: str
    opens_on: date
    closes_on: date


class VoteIn(Strict, json_schema_extra=example(petition_id=PETITION, credential=CODE, for_recall=True)):
    """The code that you were given for this ballot, or the credential that was signed blindly; yes to recall, or no."""

    petition_id: IdIn
    credential: CredentialIn
    for_recall: bool


class VoteOut(Out):
    """It is counted; nobody is told when, or whose it was."""

    petition_id: UUID


class ResultOut(Out):
    """What a petition came to. Percentages have four decimals, and are null where there is nothing to divide by."""

    petition_id: UUID
    stage: Stage
    signatures_received: int
    duplicates: int
    not_on_roll: int
    eligible: int
    valid_signatures: int
    valid_pct: Percent
    signature_levels: Levels
    signatures_needed: int
    investigation_opened: bool
    authority_response_due: date | None
    ballot_triggered: bool
    turnout_pct: Percent
    recall_votes_pct: Percent
    vote_levels: Levels
    recall_passed: bool
    recall_clause: str | None
    status: Status

    @classmethod
    def of(cls, result: Result) -> Self:
        """As everybody may read it."""
        petition, count, ballot, roll = result.petition, result.count, result.ballot, result.petition.roll or 0
        return cls(
            petition_id=petition.id,
            stage=petition.stage,
            signatures_received=count.received,
            duplicates=count.duplicates,
            not_on_roll=count.not_on_roll,
            eligible=roll,
            valid_signatures=count.valid,
            valid_pct=percent(count.share_of(roll)),
            signature_levels=levels_named(petition.levels),
            signatures_needed=petition.figures.ballot.needed(roll),
            investigation_opened=petition.demanded_at is not None,
            authority_response_due=petition.response_due_on(count),
            ballot_triggered=result.is_voted_on,
            turnout_pct=percent(result.turnout),
            recall_votes_pct=percent(result.for_recall),
            vote_levels=levels_named(None if ballot is None else ballot.levels),
            recall_passed=result.is_passed,
            recall_clause=petition.recall_clause,
            status=result.status,
        )
