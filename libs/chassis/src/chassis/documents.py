"""Documents: kept once by their SHA-256, scanned before anybody gets them, described in the database.

The store knows bytes only; whose they are, what they are and whether they may be served stands in the table.
"""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from datetime import datetime
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import Annotated, Any, BinaryIO, cast
from uuid import UUID

import obstore
import obstore.store
from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import BigInteger, Boolean, Column, Enum, LargeBinary, String, Table, Uuid, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.conditional import is_known
from chassis.database import Instant, plumbing
from chassis.http import Now, Out, Reading, Router, Transaction
from chassis.identity import Actor, Caller, Visitor, owner_of
from chassis.problems import MEDIA_TYPE, Problem, malformed
from chassis.wire import Name
from kernel.errors import NotFound, Unacceptable

LARGEST = 25 * 1024 * 1024
IN_MEMORY = 1024 * 1024
SNIFFED = 512
EICAR = (
    b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)  # split, or scanners find this file

#: The media types that are taken, each with how its files begin; text has no such mark, but no NUL either.
MAGIC: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (b"PK\x03\x04",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (b"PK\x03\x04",),
    "application/vnd.oasis.opendocument.text": (b"PK\x03\x04",),
    "application/vnd.oasis.opendocument.spreadsheet": (b"PK\x03\x04",),
    "text/plain": (),
    "text/csv": (),
    "application/json": (b"{", b"["),
}


class Health(StrEnum):
    """What a scanner said. Only an infected document, or one that waits for its scan, is withheld."""

    QUARANTINED = "quarantined"
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNED = "unscanned"


documents = Table(
    "documents",
    plumbing,
    Column("sha256", LargeBinary, primary_key=True),
    Column("owner", Uuid, primary_key=True),
    Column("name", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("health", Enum(Health, native_enum=False, values_callable=list), nullable=False),
    Column("public", Boolean, nullable=False, server_default="false"),
    Column("kept_at", Instant, nullable=False),
)

#: What may be shown: found clean, or taken where no scanner is plugged in.
SERVED = documents.c.health.in_([Health.CLEAN, Health.UNSCANNED])


class DocumentOut(Out):
    """A document without its bytes."""

    sha256: str
    name: str
    media_type: str
    size: int
    health: Health
    public: bool
    kept_at: datetime


router = Router(prefix="/documents", tags=["documents"], largest=LARGEST)
#: What a description can show of them; of the other types it has only bytes.
SHOWN: dict[str, Any] = {
    "text/plain": "Minutes of 3 March.",
    "text/csv": "lot,price\n1,1720000.00\n",
    "application/json": {},
}
TAKEN = {kind: {"schema": {}, **({"example": SHOWN[kind]} if kind in SHOWN else {})} for kind in MAGIC}
TAKEN["application/json"]["schema"] = {"type": ["object", "array"]}
BODY = {"requestBody": {"required": True, "content": TAKEN}}
FILE: dict[int | str, dict[str, Any]] = {200: {"description": "The document.", "content": {kind: {} for kind in MAGIC}}}


@router.post("", status_code=201, response_model=DocumentOut, openapi_extra=BODY)
async def keep_document(
    request: Request, actor: Caller, tx: Transaction, now: Now, name: Annotated[Name, Query()] = "document"
) -> Any:
    """Keep a file of your organisation, up to 25 MB, sent as the body under its own media type."""
    declared = request.headers.get("content-type", "")
    return await keep(request, tx, request.stream(), declared=declared, name=name, owner=owner_of(actor), now=now)


async def keep(
    request: Request,
    session: AsyncSession,
    sent: AsyncIterable[bytes],
    *,
    declared: str,
    name: str,
    owner: UUID,
    now: datetime,
) -> DocumentOut:
    """Keep a file that comes in pieces, under its declared media type. Raises Problem (413, 415, 422)."""
    with cast("BinaryIO", SpooledTemporaryFile(IN_MEMORY)) as spool:
        digest, size = await received(sent, spool)
        media_type = recognised(declared, spool)
        spool.seek(0)
        health = await request.app.state.scanner(spool)
        if health is not Health.INFECTED:
            await put(request.app.state.store, digest, spool)
    row = {"sha256": digest, "owner": owner, "name": name, "media_type": media_type}
    row |= {"size": size, "health": health, "kept_at": now}
    again = insert(documents).on_conflict_do_update(
        index_elements=["sha256", "owner"], set_={"name": name, "health": health}
    )
    return described((await session.execute(again.returning(documents), row)).one())


@router.get("/{sha256}", response_class=Response, responses=FILE)
async def read_document(request: Request, sha256: str, actor: Visitor, tx: Reading) -> Response:
    """A document of your own organisation, or one that was made public; never an infected one."""
    return await served(request, await visible(tx, sha256, actor))


async def served(request: Request, found: Any) -> Response:
    """The bytes of a document that may be shown to whoever asks, for no browser to run."""
    tag = f'"{found.sha256.hex()}"'
    if is_known(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers={"ETag": tag})
    stored = await obstore.get_async(request.app.state.store, path_of(found.sha256))
    headers = {
        "ETag": tag,
        "Content-Length": str(found.size),
        "Content-Disposition": "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "public, immutable, max-age=31536000" if found.public else "private, no-cache",
    }
    return StreamingResponse(pieces(stored), media_type=found.media_type, headers=headers)


async def visible(session: AsyncSession, sha256: str, actor: Actor | None) -> Any:
    """The document as this actor may read it. Raises NotFound for every other."""
    owner = actor.organisation if actor else None
    rows = documents.select().where(documents.c.sha256 == digest_of(sha256))
    mine = documents.c.public | (documents.c.owner == owner) if owner else documents.c.public
    found = (await session.execute(rows.where(mine, SERVED).order_by(documents.c.public.desc()))).first()
    if found is None:
        raise NotFound("There is no such document.")
    return found


async def handed_over_by(session: AsyncSession, sha256: str, owner: UUID) -> Any:
    """The organisation's document for another's eyes, once something that names it is open. Raises NotFound."""
    theirs = (documents.c.sha256 == digest_of(sha256)) & (documents.c.owner == owner)
    found = (await session.execute(select(documents).where(theirs, SERVED))).one_or_none()
    if found is None:
        raise NotFound("This document was not handed over, or cannot be shown.")
    return found


async def must_own(session: AsyncSession, sha256: str, owner: UUID) -> DocumentOut:
    """The organisation's document, which a command is about to refer to. Raises NotFound."""
    query = select(documents).where(documents.c.sha256 == digest_of(sha256), documents.c.owner == owner)
    found = (await session.execute(query.where(documents.c.health != Health.INFECTED))).one_or_none()
    if found is None:
        raise NotFound(f"There is no document {sha256[:64]}.")
    return described(found)


async def must_be_clean(session: AsyncSession, digests: Sequence[str], owner: UUID) -> None:
    """Raise Unacceptable, with its place, for a document of this owner that is infected or still waits for its scan."""
    named = documents.c.sha256.in_([digest_of(digest) for digest in digests])
    query = select(documents.c.sha256, documents.c.health).where(documents.c.owner == owner, named, ~SERVED)
    withheld = {row.sha256.hex(): row.health for row in await session.execute(query)} if digests else {}
    for place, digest in enumerate(digests):
        if digest in withheld:
            raise Unacceptable(f"/documents/{place}", f"This document is {withheld[digest]}.")


async def known_among(session: AsyncSession, digests: Sequence[str], owner: UUID) -> Sequence[Any]:
    """The rows of those that this owner has handed over, whatever a scanner says of them."""
    named = documents.c.sha256.in_([digest_of(digest) for digest in digests])
    return (await session.execute(select(documents).where(documents.c.owner == owner, named))).all()


async def make_public(session: AsyncSession, sha256: str, owner: UUID) -> None:
    """From here on everybody may read it: it belongs to something that was published."""
    theirs = (documents.c.sha256 == digest_of(sha256)) & (documents.c.owner == owner)
    await session.execute(documents.update().where(theirs).values(public=True))


async def share(session: AsyncSession, sha256: str, owner: UUID, other: UUID) -> None:
    """From here on the other organisation has it too, as a document of its own."""
    theirs = select(documents).where(documents.c.sha256 == digest_of(sha256), documents.c.owner == owner)
    row = {**(await session.execute(theirs)).one()._mapping, "owner": other, "public": False}
    await session.execute(insert(documents).on_conflict_do_nothing(), row)


async def received(sent: AsyncIterable[bytes], spool: BinaryIO) -> tuple[bytes, int]:
    """Take the file in, piece by piece. Returns its digest and its size; raises Problem (413, 422)."""
    digest, size = hashlib.sha256(), 0
    async for piece in sent:
        digest.update(piece)
        size += len(piece)
        spool.write(piece)
    if not size:
        raise malformed("There is no file in the body.")
    return digest.digest(), size


def recognised(declared: str, spool: BinaryIO) -> str:
    """The declared media type, if it is taken and the file begins as such files do. Raises Problem (415)."""
    media_type = declared.partition(";")[0].strip().lower()
    spool.seek(0)
    start = (
        spool.read(SNIFFED).lstrip(b"\xef\xbb\xbf \t\r\n") if media_type == "application/json" else spool.read(SNIFFED)
    )
    if media_type not in MAGIC:
        raise Problem(MEDIA_TYPE, f"Documents may be: {', '.join(MAGIC)}.")
    marks = MAGIC[media_type]
    if not start.startswith(marks) if marks else b"\0" in start:
        raise Problem(MEDIA_TYPE, f"The file does not begin as {media_type} does.")
    return media_type


async def without_scanner(spool: BinaryIO) -> Health:
    """Finds the EICAR test file and vouches for nothing else: real scanners are plugged in as `app.state.scanner`."""
    spool.seek(0)
    return Health.INFECTED if EICAR in spool.read(1024) else Health.UNSCANNED


async def put(store: Any, digest: bytes, spool: BinaryIO) -> None:
    """Keep the bytes under their digest; the same bytes again change nothing."""
    spool.seek(0)
    await obstore.put_async(store, path_of(digest), spool)


async def pieces(stored: Any) -> AsyncIterator[bytes]:
    """The stored bytes, a megabyte at a time."""
    async for piece in stored.stream(min_chunk_size=IN_MEMORY):
        yield bytes(piece)


def store_at(url: str) -> obstore.store.ObjectStore:
    """The store at a URL; a folder of this machine is made when it is not there."""
    scheme = url.partition(":")[0]
    return obstore.store.from_url(url, mkdir=True) if scheme == "file" else obstore.store.from_url(url)


def path_of(digest: bytes) -> str:
    """Where in the store a digest's bytes are."""
    text = digest.hex()
    return f"sha256/{text[:2]}/{text[2:]}"


def digest_of(sha256: str) -> bytes:
    """The digest from its text. Raises NotFound, since nothing has another kind of name."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise NotFound("There is no such document.")
    return bytes.fromhex(sha256)


def described(row: Any) -> DocumentOut:
    """A row as clients see it."""
    shown = {name: getattr(row, name) for name in DocumentOut.model_fields if name != "sha256"}
    return DocumentOut(sha256=row.sha256.hex(), **shown)
