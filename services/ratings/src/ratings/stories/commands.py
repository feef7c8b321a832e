"""What an author may do with a story: tell it, correct it, take it back."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import StoryWithdrawn
from kernel.calendar import PROCUREMENT_ACT
from kernel.clock import day_of
from kernel.errors import Unacceptable
from kernel.periods import DatePeriod, months_later
from ratings.eligibility.domain import Quarter, Service
from ratings.eligibility.queries import service_of
from ratings.stories.domain import REPEATS, SHOWN, State, Story, Told, case_digest, new_case_code
from ratings.stories.queries import stories_to_erase, story_by_case, story_of, words_about
from ratings.stories.rules import flags_of, identifiers_in, repeats_any
from ratings.stories.tables import KEYS
from rulebook.rules import rule

BATCH = 200


async def tell_story(
    session: AsyncSession, contract_id: UUID, text: str, *, period: str, overall: int, recommend: str, now: datetime
) -> Told:
    """Keep a story until a moderator has read it; what comes back has its case code, this once.

    Raises Unacceptable for what names a person by number or address: its author can leave that out at once.
    """
    must_name_nobody(text, "/story")
    oldest = months_later(day_of(now), -12 * rule("voice.scope", on=day_of(now)).number("years"))
    if not Quarter.parse(period).days.overlaps(DatePeriod(oldest, None)):
        raise Unacceptable("/period", f"Stories tell of services used since {oldest}.")
    service = await service_of(session, contract_id)
    code, flags, today = new_case_code(), flags_of(text), day_of(now)
    if await is_told_again(session, service, text, today=today):
        flags = (*flags, REPEATS)
    story = Story(
        contract_id=contract_id,
        buyer_id=service.buyer_id,
        provider_ids=service.provider_ids,
        service=service.title,
        period=period,
        overall=overall,
        recommend=recommend,
        text="",
        case_digest=case_digest(code),
        flags=flags,
        state=awaiting(flags),
        received_on=today,
        due_on=moderated_by(flags, today),
    )
    story.text = await KEYS.seal(session, story.id, text)
    session.add(story)
    return Told(story.id, code, REPEATS in flags)


async def keep_counted(session: AsyncSession, story_id: UUID, counted: str) -> None:
    """What was counted with a story that was just told, sealed, for the day on which its author takes it back."""
    await session.flush()
    story = await story_of(session, story_id)
    story.counted = await KEYS.seal(session, story_id, counted)


async def is_told_again(session: AsyncSession, service: Service, text: str, *, today: date) -> bool:
    """Whether the story says what another one about the same provider said.

    The words themselves are compared, as long as they can be read: a fingerprint would outlive their erasure.
    """
    figures = rule("ratings.suspicion", on=today)
    if len(text.split()) < figures.number("least_words"):
        return False
    since, most = months_later(today, -figures.number("compared_months")), figures.number("compared_stories")
    others = [words for words in await words_about(session, service.provider_ids, since=since, limit=most) if words]
    return repeats_any(text, others, share=figures.share("repeated_share"), length=figures.number("run_length"))


async def correct_story(session: AsyncSession, code: str, text: str, *, now: datetime) -> Story:
    """Its author says it in other words; until a moderator has read them, nothing of it is shown."""
    must_name_nobody(text, "/story")
    story = await story_by_case(session, case_digest(code), held=True)
    was_shown, flags = story.is_shown, flags_of(text)
    story.correct(await KEYS.seal(session, story.id, text), flags, state=awaiting(flags))
    story.due_on = moderated_by(flags, day_of(now))
    if was_shown:
        await emit(session, story.id, StoryWithdrawn(occurred_at=now, contract_id=story.contract_id, corrected=True))
    return story


async def withdraw_story(session: AsyncSession, code: str, *, now: datetime) -> tuple[Story, str | None]:
    """Its author takes it back; with it comes what was counted with it, if that can still be read.

    The key goes, and with it every copy of the words in rows, events and backups.
    """
    story = await story_by_case(session, case_digest(code), held=True)
    [counted] = await KEYS.reveal(session, [(story.id, story.counted)]) if story.counted else [None]
    was_told = story.state in SHOWN
    story.withdraw(today=day_of(now))
    await KEYS.forget(session, story.id)
    if was_told:
        await emit(session, story.id, StoryWithdrawn(occurred_at=now, contract_id=story.contract_id))
    return story, counted


async def erase_old_stories(session: AsyncSession, now: datetime) -> None:
    """Forget the words that were kept as long as they may be; a timer, and safe to call again."""
    today = day_of(now)
    for story in await stories_to_erase(session, today, limit=BATCH):
        if story.is_shown:
            await emit(session, story.id, StoryWithdrawn(occurred_at=now, contract_id=story.contract_id))
        await KEYS.forget(session, story.id)
        story.erase(today=today)


def kept_until(state: State, today: date) -> date | None:
    """The last day on which the words of a story may be kept that is moved there today; None where more is to come."""
    kept, targets = rule("voice.retention", on=today), rule("voice.moderation", on=today)
    if state in SHOWN:
        return months_later(today, 12 * kept.number("published_years"))
    if state not in {State.RETURNED, State.REJECTED}:
        return None
    appealable = PROCUREMENT_ACT.last_after(today, targets.number("appeal_working_days"))
    return appealable + timedelta(days=kept.number("unpublished_days"))


def must_name_nobody(text: str, path: str) -> None:
    """Raises Unacceptable for numbers and addresses that are one person's own."""
    found = list(identifiers_in(text))
    if found:
        raise Unacceptable(path, f"Leave out {' and '.join(found)}: what you write is published.")


def awaiting(flags: tuple[str, ...]) -> State:
    """Where a story waits: what may be serious is held."""
    return State.HELD_SERIOUS if "may_be_serious" in flags else State.QUEUE


def moderated_by(flags: tuple[str, ...], today: date) -> date:
    """The last day on which it should be moderated."""
    targets = rule("voice.moderation", on=today)
    days = "held_working_days" if awaiting(flags) is State.HELD_SERIOUS else "working_days"
    return PROCUREMENT_ACT.last_after(today, targets.number(days))
