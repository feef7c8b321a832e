"""A name is taken down: load, decide, record."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from obstore.store import ObjectStore
from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import UNLIMITED
from chassis.ledger import emit
from events.tendering import NameTakenDown
from kernel.errors import NotFound
from kernel.incoming import State
from kernel.names import name_key
from tendering.published_lines.commands import publish_lines
from tendering.spend_files.domain import Warn
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.queries import own_import
from tendering.spend_imports.tables import spend_lines, spend_payees
from tendering.spend_sums.commands import add_up
from tendering.suppliers.queries import party
from tendering.takedowns.domain import Cause, Takedown, Written
from tendering.takedowns.queries import hold_names, lines_naming, with_the_same_payments
from tendering.takedowns.rules import digest_of, names_in, without
from tendering.takedowns.tables import withheld_names

_SAID = ("cells", "payer", "payee", "payee_key", "value", "reference", "contract", "warnings")
REWRITE = (
    update(spend_lines)
    .where(spend_lines.c.import_id == bindparam("of"), spend_lines.c.record == bindparam("at"))
    .values({name: bindparam(name) for name in _SAID})
)


async def take_down(
    session: AsyncSession,
    payer_id: UUID | None,
    import_id: UUID,
    *,
    record: int,
    columns: Sequence[int],
    cause: Cause,
    by: str,
    secret: bytes,
    store: ObjectStore,
    now: datetime,
) -> Takedown:
    """Take down whom a line names, in its file and in files with the same payments. Amounts stay as they are.

    A payee comes down wherever it is named, in files that are still to come, too (`withholding`); what stands in
    columns, only with this payment. `secret` keys the digest by which a payee is known again.
    """
    read = await own_import(session, payer_id, import_id)
    await hold_names(session, read.payer_id)
    read.must_be(State.DONE, State.FAILED)
    line = await _line(session, read.lines_in, record)
    names = names_in(written(line), columns)
    alike = await with_the_same_payments(session, read)
    found = await lines_naming(session, alike, names)
    if columns:
        found = [row for row in found if payment_of(row) == payment_of(line)]
    lines = await strip(session, found, names)
    await session.execute(UNLIMITED)  # of a million lines it takes longer than a request may
    for each in alike:
        named = await session.get_one(SpendImport, each)
        await add_up(session, named)
        await publish_lines(session, store, named, now)
    made = Takedown(import_id=read.id, record=record, cause=cause, lines=lines, by=by, taken_down_at=now)
    session.add(made)
    if not columns:
        await session.flush()
        digests = {digest_of(name_key(name), read.payer_id, secret) for name in names}
        known = [{"digest": each, "payer_id": read.payer_id, "takedown_id": made.id} for each in digests]
        await session.execute(insert(withheld_names).values(known).on_conflict_do_nothing())
    payer = None if read.payer_id is None else await party(session, read.payer_id)
    told = NameTakenDown(occurred_at=now, payer=payer, digest=read.digest, cause=cause, lines=made.lines)
    await emit(session, read.id, told)
    return made


async def strip(session: AsyncSession, found: Sequence[Any], names: Collection[str]) -> int:
    """Take these names out of kept lines; of how many they came."""
    changed = [(row, said) for row in found if (said := without(written(row), names)) != written(row)]
    await _rewrite(session, changed)
    return len(changed)


async def _line(session: AsyncSession, import_id: UUID, record: int) -> Any:
    kept = spend_lines.c
    row = (await session.execute(select(spend_lines).where(kept.import_id == import_id, kept.record == record))).first()
    if row is None:
        raise NotFound(f"The file has no record {record}.")
    return row


async def _rewrite(session: AsyncSession, changed: Collection[tuple[Any, Written]]) -> None:
    """The lines as they are now; a payee that no line of a file names any more is compared with nobody."""
    if not changed:
        return
    await session.execute(REWRITE, [rewritten(row, said) for row, said in changed])
    gone = {(row.import_id, row.payee_key) for row, said in changed if row.payee_key and said.payee is None}
    for import_id in {of for of, _ in gone}:
        keys = [key for of, key in gone if of == import_id]
        kept, lines = spend_payees.c, spend_lines.c
        named = exists().where(lines.import_id == import_id, lines.payee_key == kept.payee_key)
        mine = kept.import_id == import_id, kept.payee_key.in_(keys)
        await session.execute(delete(spend_payees).where(*mine, ~named))


def payment_of(row: Any) -> tuple[Any, ...]:
    """By what a payment is known again in another file."""
    return row.paid_on, row.payee, row.pence, row.reference


def written(row: Any) -> Written:
    """What a kept line says in words."""
    return Written(orjson.loads(row.cells), row.payer, row.payee, row.value, row.reference, row.contract)


def rewritten(row: Any, said: Written) -> dict[str, Any]:
    """The line as it is kept from now on."""
    return {
        "of": row.import_id,
        "at": row.record,
        "cells": orjson.dumps(said.cells).decode(),
        "payer": said.payer,
        "payee": said.payee,
        "payee_key": row.payee_key if said.payee else None,
        "value": said.value,
        "reference": said.reference,
        "contract": said.contract,
        "warnings": [*dict.fromkeys([*row.warnings, Warn.TAKEN_DOWN.value])],
    }
