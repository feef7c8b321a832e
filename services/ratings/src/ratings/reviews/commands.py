"""What a rater may do: say something, once; and how what was said is counted, set apart and counted again."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, delete, select, update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from ratings.credentials.commands import spend
from ratings.credentials.domain import Entitlement, Level
from ratings.credentials.tables import spendings
from ratings.eligibility.domain import Quarter
from ratings.reviews.domain import NO_BUNDLE, OVERALL, Dimension, Tally
from ratings.reviews.tables import RECOMMEND, STARS, arrivals, dimension_tallies, row_of, tallies
from ratings.stories.commands import keep_counted, tell_story, withdraw_story
from ratings.stories.domain import Story

NOTHING = dict.fromkeys((*STARS, *RECOMMEND), 0)


def adding(table: Table, *counted: str) -> Insert:
    """A statement that adds a row's counts to the row of the same key."""
    insertion = upsert(table)
    key: list[Column[Any]] = list(table.primary_key.columns)
    added = {name: table.c[name] + insertion.excluded[name] for name in counted}
    return insertion.on_conflict_do_update(index_elements=key, set_=added)


ADD = adding(tallies, *STARS, *RECOMMEND)
ADD_DIMENSION = adding(dimension_tallies, *STARS)
ADD_ARRIVAL = adding(arrivals, *STARS, *RECOMMEND)
ADD_SPENT = adding(spendings, "count")


async def count_review(
    session: AsyncSession,
    credential: str,
    review: Tally,
    *,
    period: Quarter,
    dimensions: Mapping[Dimension, int],
    story: str | None,
    now: datetime,
) -> tuple[UUID, str | None]:
    """Spend the credential and count the review, in one transaction; what it was for, and the case code of its story.

    Stars of a story that repeats another are set apart with it. Raises what `spend` and `tell_story` raise.
    """
    entitled = await spend(session, credential, period=period, now=now)
    contract_id, case_code, story_id, bundle = entitled.contract_id, None, None, NO_BUNDLE
    if story is not None:
        told = await tell_story(
            *(session, contract_id, story),
            period=str(period),
            overall=review.overall,
            recommend=review.answer,
            now=now,
        )
        case_code, story_id = told.case_code, told.story_id
        bundle = told.story_id if told.repeats_another else NO_BUNDLE
    rows = arriving(entitled, review, dimensions, period=period, bundle=bundle, today=day_of(now))
    if story_id is not None:
        await keep_counted(session, story_id, json.dumps(rows, default=str))
    await session.execute(ADD_ARRIVAL, rows)
    if bundle == NO_BUNDLE:
        await count(session, rows)
    return contract_id, case_code


def arriving(
    entitled: Entitlement,
    review: Tally,
    dimensions: Mapping[Dimension, int],
    *,
    period: Quarter,
    bundle: UUID,
    today: date,
) -> list[dict[str, Any]]:
    """The review as rows of `arrivals`, one a question, in the order in which everybody locks them."""
    came_on = period.days.first if entitled.level is Level.A else today
    same = {
        "contract_id": entitled.contract_id,
        "quarter": str(period),
        "week": came_on - timedelta(days=came_on.weekday()),
        "level": entitled.level,
        "bundle": bundle,
        "held": bundle != NO_BUNDLE,
    }
    given = {str(dimension): {f"stars_{stars}": 1} for dimension, stars in dimensions.items()}
    said = {OVERALL: row_of(review), **given}
    return [{**same, **NOTHING, "question": question, **stars} for question, stars in sorted(said.items())]


async def count(session: AsyncSession, rows: Sequence[Mapping[Any, Any]], *, sign: int = 1) -> None:
    """Add what came in to the tallies, or take it out of them."""
    for row in rows:
        same = {"contract_id": row["contract_id"], "quarter": row["quarter"]}
        stars = {name: sign * row[name] for name in STARS}
        if row["question"] == OVERALL:
            recommend = {name: sign * row[name] for name in RECOMMEND}
            await session.execute(ADD, {**same, **stars, **recommend})
            await session.execute(ADD_SPENT, {**same, "level": row["level"], "count": sum(stars.values())})
        else:
            await session.execute(ADD_DIMENSION, {**same, **stars, "dimension": row["question"]})


async def withdraw_review(session: AsyncSession, code: str, *, now: datetime) -> Story:
    """Take back a story and the stars that were given with it; what was published stands until it is renewed."""
    story, counted = await withdraw_story(session, code, now=now)
    for row in json.loads(counted) if counted else ():
        await take_back(session, row)
    return story


async def take_back(session: AsyncSession, row: Mapping[str, Any]) -> None:
    """Take out one answer where it came in. Equal ones cannot be told apart: one that counts goes first."""
    given = {name: row[name] for name in (*STARS, *RECOMMEND)}
    same = (arrivals.c[name] == row[name] for name in ("contract_id", "quarter", "level", "question"))
    there = (arrivals.c[name] >= number for name, number in given.items() if number)
    week = arrivals.c.week == date.fromisoformat(row["week"])
    order = (arrivals.c.bundle != UUID(row["bundle"]), arrivals.c.held, arrivals.c.bundle)
    query = select(arrivals).where(week, *same, *there).order_by(*order).limit(1).with_for_update()
    found = (await session.execute(query)).mappings().one_or_none()
    if found is None:
        return
    key = [column == found[column] for column in arrivals.primary_key.columns]
    await session.execute(update(arrivals).where(*key).values({name: arrivals.c[name] - given[name] for name in given}))
    await session.execute(delete(arrivals).where(*key, *(arrivals.c[name] == 0 for name in given)))
    if not found["held"]:
        await count(session, [{**found, **given}], sign=-1)


async def set_apart(session: AsyncSession, bundle: UUID, *which: ColumnElement[bool]) -> None:
    """Take those arrivals out of the tallies, together; called again it takes what has come since."""
    wanted = (arrivals.c.bundle == NO_BUNDLE, *which)
    key = list(arrivals.primary_key.columns)
    rows = (await session.execute(select(arrivals).where(*wanted).order_by(*key).with_for_update())).mappings().all()
    if rows:
        await session.execute(delete(arrivals).where(*wanted))
        came = [{column.key: row[column] for column in arrivals.columns} for row in rows]
        await session.execute(ADD_ARRIVAL, [{**row, "bundle": bundle, "held": True} for row in came])
        await count(session, rows, sign=-1)


async def let_count(session: AsyncSession, bundle: UUID) -> None:
    """Add what was set apart to the tallies again."""
    let = update(arrivals).where(arrivals.c.bundle == bundle, arrivals.c.held).values(held=False).returning(arrivals)
    await count(session, (await session.execute(let)).mappings().all())
