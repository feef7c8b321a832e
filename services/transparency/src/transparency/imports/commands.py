"""Take in what another publisher published: read, weigh row by row, keep, tell."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from io import StringIO
from typing import Generic, TypeVar

from sqlalchemy import insert, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events import Address
from events.transparency import OrganisationSighted, ReleaseImported
from kernel.errors import Unacceptable
from transparency.imports.domain import ForeignRelease, Noted, Outcome, Rejection, Sighting, Unfit
from transparency.imports.queries import kept_contents, own_contents
from transparency.imports.readers.ocds import publication
from transparency.imports.readers.rows import Publication, publications_in
from transparency.imports.rules.json_text import Unreadable, canonical
from transparency.imports.rules.parties import line
from transparency.imports.rules.releases import examined
from transparency.imports.tables import envelopes, imported_releases, sightings

# Two imports at once could both miss what the other brings.
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('imports'))")
KEEP_ENVELOPE = upsert(envelopes).on_conflict_do_nothing()
SEE_FIRST = upsert(sightings).on_conflict_do_nothing().returning(sightings.c.entity, sightings.c.digest)
CHANGED = "It is kept already with other content; a published release is never changed, only followed by another."
COPIED = ("ocid", "id", "date", "publisher", "text", "content")
LISTED = ("tags", "buyers", "notes")
OURS = "This platform publishes that process itself."


T = TypeVar("T")


@dataclass
class Batch(Generic[T]):
    """The rows of one import, weighed: each with its number, the fit ones with what their package says of itself."""

    fit: list[tuple[int, T, str]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


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


async def weighed(
    body: str,
    publication: Callable[[str], Publication],
    examine: Callable[[str, str | None], T],
    publisher: str | None,
) -> Batch[T]:
    """Every row of a body, fit or rejected; other requests are answered meanwhile. Raises Unacceptable."""
    try:
        found = publications_in(StringIO(body), publication)
        return await asyncio.to_thread(sorted_out, found, examine, publisher)
    except Unreadable as error:
        raise Unacceptable("", str(error)) from error


def sorted_out(
    found: Iterable[Publication], examine: Callable[[str, str | None], T], publisher: str | None
) -> Batch[T]:
    """The same. Raises Unreadable."""
    batch: Batch[T] = Batch()
    rows = ((package, row) for package in found for row in package.rows)
    for number, (package, row) in enumerate(rows, start=1):
        try:
            if row.fault:
                raise Unfit(row.fault)
            fit = examine(row.text, line(package.publisher) or publisher)
        except Unfit as error:
            batch.rejected.append(Rejection(number, str(error)))
        else:
            batch.fit.append((number, fit, canonical(package.envelope)))
    return batch


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


async def keep_envelopes(session: AsyncSession, texts: Iterable[str]) -> None:
    """What packages say of themselves, each once."""
    rows = [{"digest": digest_of(text), "text": text} for text in sorted(texts)]
    await session.execute(KEEP_ENVELOPE, rows)


def digest_of(text: str) -> str:
    """SHA-256."""
    return sha256(text.encode()).hexdigest()


async def tell_sightings(session: AsyncSession, seen: Iterable[Sighting], now: datetime) -> None:
    """Tell of each organisation what has not been told of it before."""
    told = {(sighting.entity, sighting.digest): sighting for sighting in seen}
    if not told:
        return
    rows = [{"entity": entity, "digest": digest} for entity, digest in told]
    new = {(row.entity, row.digest) for row in await session.execute(SEE_FIRST, rows)}
    for key, sighting in told.items():
        if key in new:
            await emit(session, sighting.entity, sighted(sighting, now))


def sighted(sighting: Sighting, now: datetime) -> OrganisationSighted:
    """The event of a sighting."""
    return OrganisationSighted(
        occurred_at=now,
        name=sighting.name,
        org_ids=list(sighting.org_ids),
        roles=list(sighting.roles),
        address=None if sighting.place is None else Address(**asdict(sighting.place)),
        source=sighting.source,
    )
