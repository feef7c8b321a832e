"""Take in what another portal published."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.transparency import ReleaseImported
from transparency.imports.commands import (
    ONE_AT_A_TIME,
    Batch,
    digest_of,
    keep_envelopes,
    tell_sightings,
    weighed,
)
from transparency.imports.domain import Noted, Outcome, Rejection
from transparency.release_imports.domain import ForeignRelease
from transparency.release_imports.queries import kept_contents, own_contents
from transparency.release_imports.readers import publication
from transparency.release_imports.rules.releases import examined
from transparency.release_imports.tables import imported_releases

CHANGED = "It is kept already with other content; a published release is never changed, only followed by another."
OURS = "This platform publishes that process itself."
COPIED = ("ocid", "id", "date", "publisher", "text", "content")
LISTED = ("tags", "buyers", "notes")


async def import_releases(session: AsyncSession, body: str, *, publisher: str | None = None, now: datetime) -> Outcome:
    """Keep every release of a package, a record package or JSON Lines that can be kept, once and as published.

    `publisher` counts where the text does not say it. Raises Unacceptable for text that carries no releases at all.
    """
    batch = await weighed(body, publication, examined, publisher)
    await session.execute(ONE_AT_A_TIME)
    outcome, accepted = await compared(session, batch)
    await keep(session, accepted, now)
    for release, _ in accepted:
        told = {"ocid": release.ocid, "release_id": release.id, "publisher": release.publisher}
        await emit(session, release.entity, ReleaseImported(occurred_at=now, digest=release.digest, **told))
    await tell_sightings(session, [it for release, _ in accepted for it in release.sightings], now)
    return outcome


async def compared(
    session: AsyncSession, batch: Batch[ForeignRelease]
) -> tuple[Outcome, Sequence[tuple[ForeignRelease, str]]]:
    """What becomes of each row in view of what is kept already; and the releases to keep, with their envelopes."""
    known = await kept_contents(session, {(release.ocid, release.id) for _, release, _ in batch.fit})
    ours = await own_contents(session, {release.ocid for _, release, _ in batch.fit})
    known |= ours
    own = {ocid for ocid, _ in ours}
    outcome, accepted = Outcome(rejected=batch.rejected), []
    for number, release, envelope in batch.fit:
        before = known.get((release.ocid, release.id))
        if before == release.content:
            outcome.unchanged += 1
        elif before is not None or release.ocid in own:
            outcome.rejected.append(Rejection(number, CHANGED if before else OURS, release.name))
        else:
            known[release.ocid, release.id] = release.content
            accepted.append((release, envelope))
            outcome.accepted += 1
            if release.notes:
                outcome.noted.append(Noted(number, release.name, release.notes))
    outcome.rejected.sort(key=lambda rejection: rejection.row)
    return outcome, accepted


async def keep(session: AsyncSession, accepted: Sequence[tuple[ForeignRelease, str]], now: datetime) -> None:
    """The releases as published, beside what their packages say of themselves."""
    rows = [
        {
            **{name: getattr(release, name) for name in COPIED},
            "published_at": now,
            "envelope": digest_of(envelope),
            **{name: list(getattr(release, name)) for name in LISTED},
        }
        for release, envelope in accepted
    ]
    if rows:
        await keep_envelopes(session, {envelope for _, envelope in accepted})
        await session.execute(insert(imported_releases), rows)
