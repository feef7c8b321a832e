"""A ballot that is held here: called, its voters given the means to vote, voted in, counted."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, exists, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import BallotCalled
from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from ratings.ballots.commands.returning import record
from ratings.ballots.domain import Poll
from ratings.ballots.queries import ballot_of, found_poll, levels_of, poll_on, polls_to_close
from ratings.ballots.tables import poll_codes
from ratings.credentials.commands import forget_spent, spend_on_roll
from ratings.credentials.domain import RatingKey, digest_of
from ratings.credentials.rules.signed import signed_in
from ratings.investigations.domain import Investigation
from ratings.issuance.commands import Vault
from ratings.petitions.queries import count_of, petition_of, petition_to_change
from ratings.petitions.rules import told_once
from ratings.policies.queries import policy_in_force
from ratings.rolls import commands as rolls
from ratings.rolls.domain import Roll

BATCH = 100


async def call_ballot(
    session: AsyncSession,
    buyer_id: UUID,
    petition_id: UUID,
    *,
    question: str,
    opens_on: date,
    closes_on: date,
    now: datetime,
) -> Poll:
    """Ask everybody on a petition's roll, in secret. Raises RuleBroken where nothing calls for it, Conflict."""
    petition = await petition_to_change(session, petition_id)
    petition.must_be_about_services_of(buyer_id)
    if await found_poll(session, petition_id) is not None or await ballot_of(session, petition_id) is not None:
        raise Conflict("There is a ballot on this petition already.")
    investigation = await session.get(Investigation, petition_id)
    days = {"opens_on": opens_on, "closes_on": closes_on}
    finding = None if investigation is None else investigation.finding
    count = await count_of(session, petition)
    poll = Poll.called(petition, count, finding, question=question, **days, today=day_of(now))
    session.add(poll)
    told = BallotCalled(
        occurred_at=now,
        contract_id=petition.contract_id,
        question=question,
        **days,
        eligible=petition.roll or 0,
    )
    await emit(session, petition_id, told)
    return poll


async def issue_poll_codes(
    session: AsyncSession, buyer_id: UUID, petition_id: UUID, count: int, *, now: datetime
) -> list[str]:
    """So many codes for those on the roll, told once."""
    roll = await roll_to_vote(session, buyer_id, petition_id, now=now)
    return await rolls.issue_codes(session, roll, poll_codes.c.poll_id, count)


async def publish_poll_key(
    session: AsyncSession, vault: Vault, buyer_id: UUID, petition_id: UUID, *, until: datetime, now: datetime
) -> RatingKey:
    """A key for blind credentials to vote with."""
    roll = await roll_to_vote(session, buyer_id, petition_id, now=now)
    return await rolls.publish_key(session, vault, roll, until=until, now=now)


async def invite_voters(
    session: AsyncSession, vault: Vault, buyer_id: UUID, petition_id: UUID, references: Sequence[str], *, now: datetime
) -> list[str]:
    """Invitations to those on the roll, told once."""
    roll = await roll_to_vote(session, buyer_id, petition_id, now=now)
    return await rolls.invite(session, vault, roll, poll_codes.c.poll_id, references, now=now)


async def roll_to_vote(session: AsyncSession, buyer_id: UUID, petition_id: UUID, *, now: datetime) -> Roll:
    """The roll of a ballot that is not over, which is held. Raises RuleBroken, NotFound."""
    petition, poll = await petition_of(session, petition_id), await poll_on(session, petition_id, held=True)
    petition.must_be_about_services_of(buyer_id)
    if poll.closes_on < day_of(now):
        raise RuleBroken(f"This ballot closed on {poll.closes_on}.")
    return Roll(id=poll.id, contract_id=petition.contract_id, people=petition.roll or 0, closes_on=poll.closes_on)


async def vote(
    session: AsyncSession,
    petition_id: UUID,
    credential: str,
    *,
    for_recall: bool,
    through_advocate: bool,
    now: datetime,
) -> None:
    """Vote, once. Raises Conflict for a spent credential, Unacceptable for one that never was any, RuleBroken."""
    level = (await petition_of(session, petition_id)).level
    poll = await poll_on(session, petition_id, held=True)
    poll.must_take_votes(level, through_advocate=through_advocate, today=day_of(now))
    if shown := signed_in(credential):
        await spend_on_roll(session, poll.id, shown, now=now)
    else:
        await _spend_code(session, poll.id, digest_of(credential))
    poll.take(for_recall=for_recall)


async def _spend_code(session: AsyncSession, poll_id: UUID, digest: bytes) -> None:
    mine = (poll_codes.c.digest == digest, poll_codes.c.poll_id == poll_id)
    taken = update(poll_codes).where(*mine, ~poll_codes.c.spent).values(spent=True).returning(literal(1))
    if await session.scalar(taken) is not None:
        return
    if await session.scalar(select(exists().where(*mine))):
        raise Conflict("This code was used before; it counts once.")
    raise Unacceptable("/credential", "There is no such code for this ballot.")


async def close_ballots(session: AsyncSession, now: datetime) -> None:
    """Count those whose last day is over, and forget their codes; a timer, safe to call again."""
    for poll in await polls_to_close(session, day_of(now), limit=BATCH):
        petition = await petition_of(session, poll.petition_id)
        ballot, policy = poll.counted(), await policy_in_force(session, on=day_of(now))
        ballot.levels = told_once(await levels_of(session, poll, petition.level), policy)
        await record(session, petition, await count_of(session, petition), ballot, now=now)
        await session.execute(delete(poll_codes).where(poll_codes.c.poll_id == poll.id))
        await forget_spent(session, poll.id)
