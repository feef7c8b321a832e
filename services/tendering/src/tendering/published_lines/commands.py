"""Put the lines of a file where whoever publishes spending reads them, and say so."""

import tempfile
from datetime import datetime

import obstore
import orjson
from obstore.store import ObjectStore
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.ledger import emit
from events.tendering import SpendLinesPublished
from kernel.incoming import State
from tendering.published_lines.queries import accepted_lines, layouts_of, months_of
from tendering.published_lines.rules import line_told, places_for
from tendering.spend_imports.domain import SpendImport
from tendering.suppliers.queries import party

IN_MEMORY = 1_000_000  # bytes: more waits on disk


async def publish_lines(session: AsyncSession, store: ObjectStore, read: SpendImport, now: datetime) -> None:
    """The lines as they now stand, in the place of those before; what repeats another file is published once, there.

    What others publish is theirs to publish. The object is replaced before the transaction ends: should that fail,
    fewer names stand there than might, never more.
    """
    counts = read.state is State.DONE and read.repeats is None and read.same_as is None
    if not counts or read.payer_id is None or not read.account.accepted:
        return
    path, count = f"spend-lines/{read.id}.jsonl", 0
    layouts = await layouts_of(session, read)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        async for batch in accepted_lines(session, read):
            for row in batch:
                told = line_told(row, places_for(layouts, row.sheet, row.line), read.last)
                spool.write(orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE))
            count += len(batch)
        spool.seek(0)
        await obstore.put_async(store, path, spool)
    event = SpendLinesPublished(
        occurred_at=now,
        payer=await party(session, read.payer_id),
        filename=read.filename,
        months=await months_of(session, read),
        lines=count,
        path=path,
    )
    await emit(session, read.id, event)
