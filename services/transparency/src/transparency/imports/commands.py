"""Take in what another publisher published: weigh it row by row, keep what packages say, tell of organisations."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from io import StringIO
from typing import Generic, TypeVar

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events import Address
from events.transparency import OrganisationSighted
from kernel.errors import Unacceptable
from kernel.json_text import Unreadable, canonical
from transparency.imports.domain import Rejection, Sighting, Unfit
from transparency.imports.readers.rows import Publication, publications_in
from transparency.imports.rules.texts import line
from transparency.imports.tables import envelopes, sightings

# Two imports at once could both miss what the other brings.
ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtext('imports'))")
KEEP_ENVELOPE = upsert(envelopes).on_conflict_do_nothing()
SEE_FIRST = upsert(sightings).on_conflict_do_nothing().returning(sightings.c.entity, sightings.c.digest)

T = TypeVar("T")


@dataclass
class Batch(Generic[T]):
    """The rows of one import, weighed: each with its number, the fit ones with what their package says of itself."""

    fit: list[tuple[int, T, str]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


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
