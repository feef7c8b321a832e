"""What a timer suspects, and what moderators decide about it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.ratings import SuspicionDecided
from kernel.clock import day_of
from kernel.versions import must_match
from ratings.quarantine.domain import Kind, Suspicion, Verdict
from ratings.quarantine.queries import (
    BY_CODE,
    answers_by_level,
    bundles_without_suspicion,
    last_suspicion,
    suspicion_of,
    weeks_with_arrivals,
)
from ratings.quarantine.rules import chance_of_difference, chance_of_week
from ratings.reviews.commands import let_count, set_apart
from ratings.reviews.tables import arrivals
from rulebook.rules import rule


async def suspect_ratings(session: AsyncSession, now: datetime) -> None:
    """Set apart what came in under suspicion, before anything is published; a timer, safe to call again."""
    today = day_of(now)
    for contract_id, quarter, story_id in await bundles_without_suspicion(session):
        why = "The story repeats another one about the same provider."
        session.add(Suspicion.of(Kind.REPETITION, contract_id, quarter, why, bundle=story_id, today=today))
    this_week = today - timedelta(days=today.weekday())
    for monday in (this_week - timedelta(weeks=1), this_week):
        await suspect_bursts(session, monday, today=today)
    await suspect_departures(session, today=today)


async def suspect_bursts(session: AsyncSession, monday: date, *, today: date) -> None:
    """Set apart a week's ratings by code, where so many are unlikely after the weeks before."""
    figures = rule("ratings.suspicion", on=today)
    weeks, least, chance = figures.number("burst_weeks"), figures.number("burst_from"), figures.share("chance")
    for contract_id, came, before in await weeks_with_arrivals(session, monday, weeks=weeks):
        found = chance_of_week(came, before, weeks)
        if before >= least and found < chance:
            why = f"{came} ratings by code in a week, after {before} in {weeks} weeks: the chance of it is {found:.2g}."
            suspicion = await suspected(session, Kind.BURST, contract_id, str(monday), why, today=today)
            if suspicion.verdict is None:
                theirs = (arrivals.c.contract_id == contract_id, arrivals.c.week == monday, BY_CODE)
                await set_apart(session, suspicion.bundle, *theirs)


async def suspect_departures(session: AsyncSession, *, today: date) -> None:
    """Set apart a quarter's ratings by code, where they differ from those signed blindly by more than chance."""
    figures = rule("ratings.suspicion", on=today)
    for each in await answers_by_level(session, figures.number("departs_from")):
        found = chance_of_difference(each.blind, each.by_code)
        if found < figures.share("chance"):
            why = f"Stars by code {each.by_code}, signed blindly {each.blind}: the chance of it is {found:.2g}."
            suspicion = await suspected(session, Kind.DEPARTURE, each.contract_id, each.quarter, why, today=today)
            if suspicion.verdict is None:
                theirs = (arrivals.c.contract_id == each.contract_id, arrivals.c.quarter == each.quarter, BY_CODE)
                await set_apart(session, suspicion.bundle, *theirs)


async def suspected(
    session: AsyncSession, kind: Kind, contract_id: UUID, period: str, why: str, *, today: date
) -> Suspicion:
    """The suspicion of this kind about that: the one there is, or a new one. What was decided is not asked again."""
    known = await last_suspicion(session, kind, contract_id, period)
    if known is None:
        session.add(known := Suspicion.of(kind, contract_id, period, why, today=today))
        await session.flush()
    return known


async def decide_suspicion(
    session: AsyncSession,
    moderator: str,
    suspicion_id: UUID,
    verdict: Verdict,
    *,
    expected: int | None,
    now: datetime,
) -> Suspicion:
    """A moderator lets what was set apart count, or not; the verdict is public, its figures are not."""
    suspicion = await suspicion_of(session, suspicion_id, held=True)
    must_match(suspicion.version, expected)
    suspicion.decide(moderator, verdict, today=day_of(now))
    if verdict is Verdict.ADMITTED:
        await let_count(session, suspicion.bundle)
    told = SuspicionDecided(
        occurred_at=now,
        kind=suspicion.kind,
        contract_id=suspicion.told_of,
        flagged_on=suspicion.flagged_on,
        verdict=verdict,
    )
    await emit(session, suspicion.id, told)
    return suspicion
