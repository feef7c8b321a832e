"""What is only known once all lines of a file are there: which repeat others, who had how much, what came before."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.spend_files.domain import Warn
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.queries import equal_import

#: The functions with a seed are those that partitions rest upon: they give the same in every version of PostgreSQL.
MULTISET = text(
    "select mod(sum(hash_record_extended(row(paid_on, payee, pence, reference), 0)), 2::numeric ^ 63)::bigint"
    " from spend_lines where import_id = :import and outcome = 'accepted'"
)
PAYEES = text(
    "insert into spend_payees (import_id, payee_key, payee, org_ids, payments, pence)"
    ' select import_id, payee_key, min(payee collate "C"), max(org_ids), count(*), sum(pence)'
    " from spend_lines where import_id = :import and outcome = 'accepted' and payee_key is not null"
    " group by import_id, payee_key"
)
DUPLICATES = text(
    "update spend_lines kept set warnings = warnings || cast(:mark as varchar) from ("
    "select record, row_number() over (partition by hashtextextended(cells, 0) order by record) as time"
    " from spend_lines where import_id = :import and outcome = 'accepted') again"
    " where again.time > 1 and kept.import_id = :import and kept.record = again.record returning kept.record"
)


async def compare(session: AsyncSession, going: SpendImport) -> None:
    """Hold the lines against one another, and the file against those that were read before."""
    of = {"import": going.id}
    going.multiset = await session.scalar(MULTISET, of)
    earlier = await equal_import(session, going)
    going.same_as = None if earlier is None else earlier.id
    going.duplicates = len((await session.execute(DUPLICATES, {**of, "mark": Warn.DUPLICATE})).all())
    await session.execute(PAYEES, of)
