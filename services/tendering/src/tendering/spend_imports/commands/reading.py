"""How a spend file is read: surveyed once, then line by line, each written out before it is kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader
from typing import TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.copying import copy_lines
from chassis.incoming.reading import FileKind
from chassis.ledger import emit
from events.tendering import SpendFileRead
from kernel.clock import day_of
from kernel.incoming import Unreadable
from kernel.money import SignedMoney
from tendering.spend_columns.domain import FileCode, FileRefused
from tendering.spend_files.domain import Line
from tendering.spend_files.readers.containers import contained
from tendering.spend_files.readers.lines import spend_file
from tendering.spend_imports.commands.comparing import compare, tally
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.rules import COLUMNS, row_text
from tendering.spend_imports.tables import spend_lines
from tendering.suppliers.queries import party

Laid: TypeAlias = tuple[str, Line]  # written out, and what it says


@contextmanager
def opened(file: BufferedReader, going: SpendImport, now: datetime) -> Iterator[Iterator[Laid]]:
    """The lines, written out. Raises FileRefused for a file that is refused whole."""
    with contained(file) as (table, is_workbook):
        lines = spend_file(table, is_workbook, going.stated, day_of(now)).lines()
        name = str(going.id)
        yield ((row_text(name, line), line) for line in lines)


async def keep(session: AsyncSession, going: SpendImport, found: Sequence[Laid], now: datetime) -> None:
    """Every line is kept, and counted."""
    done = going.read
    going.advance([line for _, line in found])
    await session.flush()
    await copy_lines(session, spend_lines, COLUMNS, (written for written, _ in found))
    await tally(session, going, done)


async def finish(session: AsyncSession, going: SpendImport, failure: Unreadable | None, now: datetime) -> None:
    """Close the account: what the publisher declared, what was here before under another file, what is to be told."""
    going.refusal = failure.code if isinstance(failure, FileRefused) else None
    trouble = str(failure) if failure else None
    if failure is None and going.declared is not None and going.declared != going.account.total:
        going.refusal = FileCode.WRONG_TOTAL
        declared, found = (SignedMoney(it) for it in (going.declared, going.account.total))
        trouble = f"Its publisher declares {declared} pounds in all, and its lines add up to {found}."
    going.finish(now, trouble)
    if trouble is None:
        await compare(session, going)
        await emit(session, going.id, await told(session, going, now))


async def told(session: AsyncSession, going: SpendImport, now: datetime) -> SpendFileRead:
    """The event of a file that was read."""
    account = going.account
    return SpendFileRead(
        occurred_at=now,
        filename=going.filename,
        digest=going.digest,
        payer=None if going.payer_id is None else await party(session, going.payer_id),
        first=going.first,
        last=going.last,
        accepted=account.accepted,
        rejected=account.rejected,
        quarantined=account.quarantined,
        not_rows=account.not_rows,
        credits=account.credits,
        sum=str(SignedMoney(account.spend)),
        same_as=going.same_as,
    )


SPEND_FILES = FileKind(SpendImport, opened, keep, finish)
