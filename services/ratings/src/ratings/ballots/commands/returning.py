"""A ballot is returned, once: by the authority that held it, or counted here."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import BallotReturned
from kernel.clock import day_of
from kernel.errors import Conflict, Unacceptable
from ratings.ballots.domain import Ballot, Result
from ratings.ballots.queries import ballot_of, found_poll
from ratings.petitions.domain import Count, Petition
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
    if await found_poll(session, petition_id) is not None:
        raise Conflict("The ballot on this petition is held here, and counted here.")
    count = await count_of(session, petition)
    ballot = Ballot(petition_id=petition_id, held_on=held_on, votes_cast=votes_cast, votes_for_recall=votes_for_recall)
    ballot.must_follow_from(petition, count)
    return await record(session, petition, count, ballot, now=now)


async def record(session: AsyncSession, petition: Petition, count: Count, ballot: Ballot, *, now: datetime) -> Result:
    """Keep what users voted, and tell it: which clause it may be acted on under, if the contract has one."""
    session.add(ballot)
    result = Result(petition, count, ballot)
    told = BallotReturned(
        occurred_at=now,
        contract_id=petition.contract_id,
        held_on=ballot.held_on,
        votes_cast=ballot.votes_cast,
        votes_for_recall=ballot.votes_for_recall,
        eligible=petition.roll or 0,
        status=result.status,
        recall_clause=petition.recall_clause,
    )
    await emit(session, petition.id, told)
    return result
