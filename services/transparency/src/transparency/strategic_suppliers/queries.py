"""What one may ask about strategic suppliers. It is public."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from transparency.concentration.queries import UNNAMED, bodies_in, parts_on
from transparency.flows.domain import Holder
from transparency.flows.queries import names_of, ownerships_of
from transparency.flows.tables import payments
from transparency.strategic_suppliers.domain import Prime, Tagged
from transparency.strategic_suppliers.rules import months_up_to, rule_on, strategic


async def tagged_on(session: AsyncSession, day: date) -> tuple[Tagged, Mapping[Holder, str]]:
    """The strategic suppliers of the months up to a day, by who owned whom on it, and what everybody is called."""
    figure = rule_on(day)
    days = months_up_to(day, figure)
    kept = payments.c
    query = select(kept.buyer_id, kept.payee_id, func.sum(kept.pence).label("pence")).where(
        *(kept.dataset.is_(None), kept.tier == 1, kept.payee_id.is_not(None)),
        kept.paid_on.between(days.first, days.last),
    )
    found = await session.execute(query.group_by(kept.buyer_id, kept.payee_id))
    paid = [Prime(row.buyer_id, row.payee_id, int(row.pence)) for row in found]
    stated = await ownerships_of(session, {each.payee_id for each in paid})
    suppliers = strategic(paid, parts_on(stated, day), figure)
    known = {it for each in suppliers for it in (each.group_id, *each.members)}
    names = dict.fromkeys(known, UNNAMED) | bodies_in(stated) | await names_of(session, known)
    return Tagged(days, figure, suppliers), names
