"""The lines of a file are added up, when it was read and whenever a name in it has come down."""

from sqlalchemy import bindparam, delete, text
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.spend_files.domain import Warn
from tendering.spend_imports.domain import SpendImport
from tendering.spend_sums.tables import contract_months, spend_months

FORGET = [delete(table).where(table.c.import_id == bindparam("import")) for table in (spend_months, contract_months)]
#: A line without a day of its own is of the last month of the file's period. Settlements of cards are no spend.
_MONTH = "cast(date_trunc('month', cast(coalesce(paid_on, cast(:last as date)) as timestamp)) as date)"
_COUNTED = """
    from spend_lines where import_id = :import and outcome = 'accepted' and not (:settlement = any(warnings))
"""
ADD_UP = [
    text(f"""
        insert into spend_months (import_id, payee_key, month, payments, pence)
        select :import, coalesce(payee_key, ''), {_MONTH}, count(*), sum(pence)
        {_COUNTED} group by 2, 3
    """),
    text(f"""
        insert into spend_contract_months (import_id, contract, month, payments, pence)
        select :import, contract, {_MONTH}, count(*), sum(pence)
        {_COUNTED} and contract is not null group by 2, 3
    """),
]


async def add_up(session: AsyncSession, read: SpendImport) -> None:
    """Keep the sums of a file anew, by payee and by contract."""
    said = {"import": read.id, "last": read.last, "settlement": Warn.CARD_SETTLEMENT.value}
    for forgetting in FORGET:
        await session.execute(forgetting, {"import": read.id})
    for adding in ADD_UP:
        await session.execute(adding, said)
