"""Who published payees are."""

from collections.abc import Collection

from sqlalchemy import String, any_, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from tendering.payees.domain import Known, Match, Payee, Register
from tendering.payees.tables import known_payees


async def matches_of(session: AsyncSession, payees: Collection[Payee]) -> dict[Payee, Match]:
    """The organisations of those payees that are found; the others stay unmatched."""
    kept = known_payees.c
    keys, bares = [it.key for it in payees], [it.bare for it in payees]
    numbers = sorted({number for it in payees for number in it.org_ids})
    alike = or_(  # each list as one parameter: of these a statement has no more than 32,767
        kept.name_key == any_(literal(keys, ARRAY(String))),
        kept.bare_key == any_(literal(bares, ARRAY(String))),
        kept.other_keys.overlap(keys),
        kept.org_ids.overlap(numbers),
    )
    found = [
        Known(row.id, row.name_key, row.bare_key, frozenset(row.other_keys), frozenset(row.org_ids))
        for row in await session.execute(select(known_payees).where(kept.active, alike))
    ]
    register = Register(found)
    matched = {payee: register.match_of(payee) for payee in payees}
    return {payee: match for payee, match in matched.items() if match is not None}
