"""What an authority may do with a ballot: return it, once."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import BallotReturned
from kernel.clock import day_of
from kernel.errors import Conflict, Unacceptable
from ratings.ballots.domain import Ballot, Result
from ratings.ballots.queries import ballot_of
from ratings.petitions.queries import count_of, petition_to_change


async def return_ballot(
    session: AsyncSession,
    buyer_id: UUID,
    petition_id: UUID,
    *,
    held_on: date,
    votes_cast: int,
    votes_for_recall: int,
    now: datetime,
) -> Result:
    """What users voted. It changes no contract: the event says what may follow, and on which clause."""
    petition = await petition_to_change(session, petition_id)
    petition.must_be_about_services_of(buyer_id)
    if held_on > day_of(now):
        raise Unacceptable("/held_on", "The ballot has not been held yet.")
    if await ballot_of(session, petition_id) is not None:
        raise Conflict("The ballot was returned already.")
    count = await count_of(session, petition)
    ballot = Ballot(petition_id=petition_id, held_on=held_on, votes_cast=votes_cast, votes_for_recall=votes_for_recall)
    ballot.must_follow_from(petition, count)
    session.add(ballot)
    result = Result(petition, count, ballot)
    told = BallotReturned(
        occurred_at=now,
        contract_id=petition.contract_id,
        held_on=held_on,
        votes_cast=votes_cast,
        votes_for_recall=votes_for_recall,
        eligible=petition.roll or 0,
        status=result.status,
        recall_clause=petition.recall_clause,
    )
    await emit(session, petition_id, told)
    return result
