"""A file that is read later names nobody whose name came down before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from obstore.store import ObjectStore
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.incoming.reading import FileKind
from chassis.sealing import derived
from kernel.incoming import Unreadable
from tendering.published_lines.commands import publish_lines
from tendering.spend_imports.commands.reading import SPEND_FILES, Laid
from tendering.spend_imports.domain import SpendImport
from tendering.spend_sums.commands import add_up
from tendering.takedowns.commands.taking_down import strip
from tendering.takedowns.queries import hold_names, lines_naming, payees_behind, withheld_from
from tendering.takedowns.rules import digest_of


def key_under(secret: str) -> bytes:
    """What keys the digests of names. Under another secret none of them is known again."""
    return derived(secret, "names taken down")


def withholding(secret: bytes, store: ObjectStore) -> FileKind[SpendImport, Laid]:
    """How spend files are read, in the words of `chassis.incoming`."""

    async def keep(session: AsyncSession, going: SpendImport, found: Sequence[Laid], now: datetime) -> None:
        done = going.read
        await SPEND_FILES.keep(session, going, found, now)
        await withhold(session, going, done, secret)

    async def finish(session: AsyncSession, going: SpendImport, failure: Unreadable | None, now: datetime) -> None:
        await SPEND_FILES.finish(session, going, failure, now)
        await withhold(session, going, 0, secret)  # names may have come down since its first lines were kept
        if failure is None:
            await add_up(session, going)
            await publish_lines(session, store, going, now)

    return replace(SPEND_FILES, keep=keep, finish=finish)


async def withhold(session: AsyncSession, going: SpendImport, after: int, secret: bytes) -> None:
    """Take names that came down before out of the lines behind a record.

    In the transaction that kept them, so that nobody ever reads them; and after their payments were added up, so that
    the same payments are known again whether or not they name somebody.
    """
    await hold_names(session, going.payer_id)
    withheld = await withheld_from(session, going.payer_id)
    if not withheld:
        return
    payees = await payees_behind(session, going.id, after)
    names = {payee for key, payee in payees if digest_of(key, going.payer_id, secret) in withheld}
    if names:
        await strip(session, await lines_naming(session, [going.id], names), names)
