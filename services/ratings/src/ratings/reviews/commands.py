"""What a rater may do: say something, once; and how what was said is counted, set apart and counted again."""

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
from ratings.reviews.domain import NO_LOT, OVERALL, Dimension, Tally
from ratings.reviews.tables import RECOMMEND, STARS, arrivals, dimension_tallies, row_of, tallies
from ratings.stories.commands import tell_story

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
    contract_id, case_code, lot = entitled.contract_id, None, NO_LOT
    if story is not None:
        told = await tell_story(
            *(session, contract_id, story),
            period=str(period),
            overall=review.overall,
            recommend=review.answer,
            now=now,
        )
        case_code, lot = told.case_code, told.story_id if told.repeats_another else NO_LOT
    rows = arriving(entitled, review, dimensions, period=period, lot=lot, today=day_of(now))
    await session.execute(ADD_ARRIVAL, rows)
    if lot == NO_LOT:
        await count(session, rows)
    return contract_id, case_code


def arriving(
    entitled: Entitlement,
    review: Tally,
    dimensions: Mapping[Dimension, int],
    *,
    period: Quarter,
    lot: UUID,
    today: date,
) -> list[dict[str, Any]]:
    """The review as rows of `arrivals`, one a question, in the order in which everybody locks them."""
    came_on = period.days.first if entitled.level is Level.A else today
    same = {
        "contract_id": entitled.contract_id,
        "quarter": str(period),
        "week": came_on - timedelta(days=came_on.weekday()),
        "level": entitled.level,
        "lot": lot,
        "held": lot != NO_LOT,
    }
    given = {str(dimension): {f"stars_{stars}": 1} for dimension, stars in sorted(dimensions.items())}
    said = {OVERALL: row_of(review), **given}
    return [{**same, **NOTHING, "question": question, **stars} for question, stars in said.items()]


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


async def set_apart(session: AsyncSession, lot: UUID, *which: ColumnElement[bool]) -> None:
    """Take those arrivals out of the tallies, together; called again it takes what has come since."""
    wanted = (arrivals.c.lot == NO_LOT, *which)
    key = list(arrivals.primary_key.columns)
    rows = (await session.execute(select(arrivals).where(*wanted).order_by(*key).with_for_update())).mappings().all()
    if rows:
        await session.execute(delete(arrivals).where(*wanted))
        await session.execute(ADD_ARRIVAL, [{**row, "lot": lot, "held": True} for row in rows])
        await count(session, rows, sign=-1)


async def let_count(session: AsyncSession, lot: UUID) -> None:
    """Add what was set apart to the tallies again."""
    let = update(arrivals).where(arrivals.c.lot == lot, arrivals.c.held).values(held=False).returning(arrivals)
    await count(session, (await session.execute(let)).mappings().all())
