"""A form as a browser sends it, for a bid or for a phase: its fields, and new files."""

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from mimetypes import guess_type
from typing import Any
from uuid import UUID

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import UploadFile

from chassis.documents import MAGIC, Health, keep
from chassis.problems import Problem
from kernel.errors import DomainError, Unacceptable
from kernel.text import clean
from tendering.bidding.domain import Written, written_in
from tendering.bidding.schemas import Fault, Faulty, fault_of

MOST_FIELDS, MOST_FILES = 1000, 10


@dataclass(frozen=True)
class Sent:
    """What was asked for, what is written, what the page says beside it, and new files."""

    action: str
    written: Written
    beside: Mapping[str, str]
    files: tuple[UploadFile, ...]


async def sent_in(request: Request, known: re.Pattern[str]) -> Sent:
    """A form's fields, those `known` as written, and its files. Raises Unacceptable for what is no text."""
    try:
        items = (await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)).multi_items()
        pairs = [(name, value) for name, value in items if isinstance(value, str)]
        "".join(chain.from_iterable(pairs)).encode()
    except UnicodeError as error:  # whoever sends it may name any encoding
        raise Unacceptable("", "The form cannot be read.") from error
    plain = dict(pairs)
    files = tuple(file for _, file in items if isinstance(file, UploadFile) and file.filename)
    return Sent(plain.get("action", ""), written_in(pairs, known), plain, files)


async def attached(request: Request, session: AsyncSession, sent: Sent, owner: UUID, *, now: datetime) -> Written:
    """Keep the files, and name them in what is written. Raises Faulty for what is not taken."""
    if not sent.files:
        raise Faulty([Fault("/documents", "Choose a file first")])
    named = list(sent.written.fields.get("/documents/-", ()))
    for file in sent.files:
        name = name_of(file)
        declared = (file.content_type if file.content_type in MAGIC else guess_type(name)[0]) or ""
        try:
            kept = await keep(request, session, pieces(file), declared=declared, name=name, owner=owner, now=now)
        except Problem as problem:
            raise Faulty([Fault("/documents", f"{name}: {problem}")]) from problem
        if kept.health is not Health.INFECTED and kept.sha256 not in named:
            named.append(kept.sha256)
    return replace(sent.written, fields={**sent.written.fields, "/documents/-": named})


def told(written: Written, refusal: Faulty | DomainError) -> tuple[list[Fault], int]:
    """What is wrong, field by field, and the status that the interface would have answered."""
    if isinstance(refusal, Faulty):
        return refusal.faults, 422
    return [fault_of(written, refusal)], 422 if isinstance(refusal, Unacceptable) else 409


def name_of(file: UploadFile) -> str:
    """What its owner calls it, as far as that can be shown."""
    try:
        return clean((file.filename or "")[-200:])
    except ValueError:
        return "document"


async def pieces(file: Any) -> AsyncIterator[bytes]:
    """A file that was sent with a form."""
    while piece := await file.read(65536):
        yield piece
