"""What lines say together: who had how much, which of them stand there twice, and whether all came before."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.spend_files.domain import Warn
from tendering.spend_imports.domain import SpendImport
from tendering.spend_imports.queries import equal_import

#: The functions with a seed are those that partitions rest upon: they give the same in every version of PostgreSQL.
TALLY = text("""
    with lines as materialized (
        select * from spend_lines where import_id = :import and record > :after and outcome = 'accepted'
    ), paid as (
        insert into spend_payees as kept (import_id, payee_key, payee, org_ids, payments, pence)
        select :import, payee_key, min(payee collate "C"), max(org_ids), count(*), sum(pence)
        from lines where payee_key is not null group by payee_key
        on conflict (import_id, payee_key) do update set
            payee = least(kept.payee collate "C", excluded.payee), org_ids = greatest(kept.org_ids, excluded.org_ids),
            payments = kept.payments + excluded.payments, pence = kept.pence + excluded.pence
    )
    select coalesce(sum(hash_record_extended(row(paid_on, payee, pence, reference), 0)), 0) from lines
""")
#: For a million lines; what PostgreSQL allows by itself is not enough to sort them in.
ROOM = text("set local work_mem = '64MB'")
DUPLICATES = text("""
    select count(*) - count(distinct said) from (
        select hashtextextended(cells, 0) as said from spend_lines where import_id = :import and outcome = 'accepted'
        offset 0
    ) lines
""")
MARK = text("""
    update spend_lines kept set warnings = warnings || cast(:mark as varchar) from (
        select record, row_number() over (partition by hashtextextended(cells, 0) order by record) as time
        from spend_lines where import_id = :import and outcome = 'accepted'
    ) again
    where again.time > 1 and kept.import_id = :import and kept.record = again.record
""")


async def tally(session: AsyncSession, going: SpendImport, after: int) -> None:
    """Add up the lines behind a record. The database has time for it: the next ones are still being read."""
    going.tally(await session.scalar(TALLY, {"import": going.id, "after": after}) or 0)


async def compare(session: AsyncSession, going: SpendImport) -> None:
    """Mark the lines that stand there twice, and hold the file against those that were read before."""
    of = {"import": going.id}
    await session.execute(ROOM)
    going.duplicates = await session.scalar(DUPLICATES, of) or 0
    if going.duplicates:
        await session.execute(MARK, {**of, "mark": Warn.DUPLICATE})
    earlier = await equal_import(session, going)
    going.same_as = None if earlier is None else earlier.id
