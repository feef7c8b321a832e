"""Take in what another funder published: weigh row by row, mend by rule, keep, tell."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.transparency import GrantImported
from transparency.grant_imports.domain import ForeignGrant
from transparency.grant_imports.queries import Kept, kept_grants, own_contents
from transparency.grant_imports.readers.packages import publication
from transparency.grant_imports.rules.grants import examined
from transparency.grant_imports.tables import imported_grants
from transparency.imports.commands import (
    ONE_AT_A_TIME,
    Batch,
    digest_of,
    keep_envelopes,
    tell_sightings,
    weighed,
)
from transparency.imports.domain import Noted, Outcome, Rejection

OLDER = "It is kept already with other content, and this one does not say that it was modified later."
OURS = "This platform publishes that grant itself."
_keep = upsert(imported_grants)
KEEP = _keep.on_conflict_do_update(
    index_elements=[imported_grants.c.id],
    set_={column.name: _keep.excluded[column.name] for column in imported_grants.c if not column.primary_key},
)
COPIED = ("id", "publisher", "modified", "original", "text", "content")
LISTED = ("funders", "repairs")


async def import_grants(session: AsyncSession, body: str, *, publisher: str | None = None, now: datetime) -> Outcome:
    """Keep every grant of a package, a list or JSON Lines that is valid, or can be mended by a rule that is on record.

    A grant, unlike a release, is published anew when it changes: the one modified later replaces the other. Raises
    Unacceptable for text that carries no grants at all.
    """
    batch = await weighed(body, publication, examined, publisher)
    await session.execute(ONE_AT_A_TIME)
    outcome, accepted = await compared(session, batch)
    await keep(session, accepted, now)
    for grant, _ in accepted:
        event = GrantImported(occurred_at=now, grant_id=grant.id, publisher=grant.publisher, digest=grant.digest)
        await emit(session, grant.entity, event)
    await tell_sightings(session, [it for grant, _ in accepted for it in grant.sightings], now)
    return outcome


async def compared(
    session: AsyncSession, batch: Batch[ForeignGrant]
) -> tuple[Outcome, Sequence[tuple[ForeignGrant, str]]]:
    """What becomes of each row in view of what is kept already; and the grants to keep, with their envelopes."""
    ids = {grant.id for _, grant, _ in batch.fit}
    known, ours = await kept_grants(session, ids), await own_contents(session, ids)
    outcome, accepted = Outcome(rejected=batch.rejected), {}
    for number, grant, envelope in batch.fit:
        before = known.get(grant.id)
        if grant.content in {ours.get(grant.id), before and before.content}:
            outcome.unchanged += 1
        elif grant.id in ours or (before is not None and grant.modified <= before.modified):
            outcome.rejected.append(Rejection(number, OURS if grant.id in ours else OLDER, grant.id))
        else:
            known[grant.id] = Kept(grant.content, grant.modified)
            accepted[grant.id] = (grant, envelope)
            outcome.accepted += 1
            if grant.repairs:
                outcome.noted.append(Noted(number, grant.id, grant.repairs))
    outcome.rejected.sort(key=lambda rejection: rejection.row)
    return outcome, list(accepted.values())


async def keep(session: AsyncSession, accepted: Sequence[tuple[ForeignGrant, str]], now: datetime) -> None:
    """The grants, beside what their packages say of themselves."""
    rows = [
        {
            **{name: getattr(grant, name) for name in COPIED},
            "published_at": now,
            "envelope": digest_of(envelope),
            **{name: list(getattr(grant, name)) for name in LISTED},
        }
        for grant, envelope in accepted
    ]
    if rows:
        await keep_envelopes(session, {envelope for _, envelope in accepted})
        await session.execute(KEEP, rows)
