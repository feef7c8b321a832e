"""A file that is read later names nobody whose name came down before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.incoming.reading import FileKind
from chassis.sealing import derived
from tendering.spend_files.domain import Line
from tendering.spend_imports.commands.reading import SPEND_FILES, Laid
from tendering.spend_imports.domain import SpendImport
from tendering.takedowns.commands.taking_down import strip
from tendering.takedowns.queries import lines_naming, withheld_from
from tendering.takedowns.rules import digest_of


def key_under(secret: str) -> bytes:
    """What keys the digests of names. Under another secret none of them is known again."""
    return derived(secret, "names taken down")


def withholding(secret: bytes) -> FileKind[SpendImport, Laid]:
    """How spend files are read, in the words of `chassis.incoming`."""

    async def keep(session: AsyncSession, going: SpendImport, found: Sequence[Laid], now: datetime) -> None:
        await SPEND_FILES.keep(session, going, found, now)
        await withhold(session, going, [line for _, line in found], secret)

    return replace(SPEND_FILES, keep=keep)


async def withhold(session: AsyncSession, going: SpendImport, lines: Sequence[Line], secret: bytes) -> None:
    """Take names that came down before out of lines that were kept just now.

    In the transaction that kept them, so that nobody ever reads them; and after their payments were added up, so that
    the same payments are known again whether or not they name somebody.
    """
    withheld = await withheld_from(session, going.payer_id)
    if not withheld:
        return
    keys = {line.payee_key for line in lines if line.payee_key is not None}
    known = {key for key in keys if digest_of(key, going.payer_id, secret) in withheld}
    names = {line.payee for line in lines if line.payee is not None and line.payee_key in known}
    if names:
        await strip(session, await lines_naming(session, [going.id], names), names)
