"""Keep statements: our own as they are made, others' as they were published."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.clock import day_of
from kernel.json_text import parsed
from registry.statements.domain import PUBLISHER, Draft, Statement
from registry.statements.queries import series_of
from registry.statements.tables import statements

KEPT = ("id", "publisher", "record_id", "record_type", "status", "dated", "content", "text")


async def publish(session: AsyncSession, drafts: Sequence[tuple[Draft, UUID]], about: UUID, *, now: datetime) -> None:
    """State, in this order, what the registry knows of each record and its party; nothing is said twice running."""
    known = await series_of(session, [(PUBLISHER, draft.record_id) for draft, _ in drafts])
    for draft, party in drafts:
        series = known.get((PUBLISHER, draft.record_id))
        if (
            series is not None
            and not draft.closes
            and parsed(series.text)["recordDetails"] == parsed(json.dumps(draft.details))
        ):
            continue
        statement = draft.published(1 if series is None else series.length + 1, on=day_of(now))
        await keep(session, [statement], {statement.record: party}, about, now=now)


async def keep(
    session: AsyncSession,
    found: Sequence[Statement],
    parties: Mapping[tuple[str, str], UUID],
    about: UUID | None,
    *,
    now: datetime,
) -> None:
    """Keep statements as published, in this order. `parties` says whom their records are of."""
    rows = [
        {
            **{name: getattr(statement, name) for name in KEPT},
            "party": parties.get(statement.record),
            "about": about or parties.get((statement.publisher, statement.declaration_subject)),
            "kept_at": now,
        }
        for statement in found
    ]
    if rows:
        await session.execute(insert(statements), rows)
