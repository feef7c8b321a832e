"""What one may do about a change: promise it, claim it, say whether it is there, go and see."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import ChangeTold
from kernel.clock import day_of
from kernel.errors import Conflict, RuleBroken, Unacceptable
from kernel.periods import DatePeriod
from ratings.changes.domain import Change, State
from ratings.changes.queries import change_of, overdue_changes, sightings_of
from ratings.changes.tables import sightings
from ratings.eligibility.domain import Quarter
from ratings.replies.commands import side_of
from ratings.stories.commands import must_name_nobody
from ratings.stories.domain import case_digest
from ratings.stories.queries import shown_story, story_by_case
from rulebook.rules import rule

BATCH = 200
SEE_ONCE = upsert(sightings).on_conflict_do_nothing().returning(sightings.c.seen)


async def promise_change(
    session: AsyncSession, organisation_id: UUID, story_id: UUID, *, what: str, owner: str, due_on: date, now: datetime
) -> Change:
    """Its provider or its authority says what it will change because of a story, and until when."""
    must_name_nobody(what, "/what")
    story = await shown_story(session, story_id)
    side_of(story, organisation_id)
    if due_on < day_of(now):
        raise Unacceptable("/due_on", "A change is promised for today or for a day to come.")
    change = Change(
        story_id=story.id,
        contract_id=story.contract_id,
        buyer_id=story.buyer_id,
        organisation_id=organisation_id,
        what=what,
        owner=owner,
        planned_on=day_of(now),
        due_on=due_on,
    )
    session.add(change)
    return await _told(session, change, now=now)


async def claim_change(
    session: AsyncSession, organisation_id: UUID, change_id: UUID, evidence: str, *, now: datetime
) -> Change:
    """Who promised it says that it is done."""
    must_name_nobody(evidence, "/evidence")
    change = await change_of(session, change_id, held=True)
    change.claim(organisation_id, evidence, today=day_of(now))
    return await _told(session, change, now=now)


async def see_change(session: AsyncSession, case_code: str, change_id: UUID, *, seen: bool, now: datetime) -> Change:
    """A later rater of the same service says whether the change is there, once. Raises RuleBroken, Conflict."""
    change = await change_of(session, change_id, held=True)
    change.must_be_claimed()
    story = await story_by_case(session, case_digest(case_code))
    if story.contract_id != change.contract_id or story.id == change.story_id:
        raise RuleBroken("A change is seen by other raters of the same service.")
    since = change.claimed_on or day_of(now)
    if not Quarter.parse(story.period).days.overlaps(DatePeriod(since, None)):
        raise RuleBroken("Only who used the service after the change was claimed can have seen it.")
    looked = {"change_id": change.id, "case_digest": story.case_digest, "seen": seen}
    if await session.scalar(SEE_ONCE, looked) is None:
        raise Conflict("You have said so already.")
    needed = rule("voice.change", on=day_of(now)).number("later_raters")
    change.weigh(*await sightings_of(session, change.id), needed=needed, today=day_of(now))
    if change.state is not State.CLAIMED:
        await _told(session, change, now=now)
    return change


async def visit(session: AsyncSession, buyer_id: UUID, change_id: UUID, *, found: bool, now: datetime) -> Change:
    """The authority went to see whether the change is there."""
    change = await change_of(session, change_id, held=True)
    change.visit(buyer_id, found=found, today=day_of(now))
    return await _told(session, change, now=now)


async def miss_changes(session: AsyncSession, now: datetime) -> None:
    """Say of each promised change that its day is over and nobody claimed it; a timer, and safe to call again."""
    for change in await overdue_changes(session, day_of(now), limit=BATCH):
        change.miss(today=day_of(now))
        await _told(session, change, now=now)


async def _told(session: AsyncSession, change: Change, *, now: datetime) -> Change:
    same = ChangeTold.model_fields.keys() & Change.__dataclass_fields__.keys()
    await emit(session, change.id, ChangeTold(occurred_at=now, **{name: getattr(change, name) for name in same}))
    return change
