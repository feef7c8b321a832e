"""What one may ask of an authority's money; it is public, in sums."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Uuid, any_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.names import bare_key
from tendering.local_spend.domain import CountedFile, Paid, Payee, Spending
from tendering.payees.domain import Payee as Published
from tendering.payees.queries import matches_of
from tendering.payments.tables import payments
from tendering.spend_sums.queries import files_of, months_told, paid_by_payee
from tendering.suppliers.tables import known_classes, known_facts, organisations

_AREAS = "operating_areas"


async def spending_of(session: AsyncSession, buyer_id: UUID, first: date, last: date, *, on: date) -> Spending:
    """Everything that a buyer paid in these months, and what is known on a day of who had it."""
    in_files = await months_told(session, buyer_id, first, last)
    paid = [
        *await paid_in_files(session, buyer_id, first, last),
        *await paid_as_posted(session, buyer_id, first, last, in_files),
    ]
    known = {each.organisation_id for each in paid if each.organisation_id is not None}
    return Spending(
        first=first,
        last=last,
        paid=paid,
        payees=await payees_among(session, known, on=on),
        files=[CountedFile(*row) for row in await files_of(session, buyer_id, first, last)],
        months_in_files=in_files,
    )


async def paid_in_files(session: AsyncSession, buyer_id: UUID, first: date, last: date) -> list[Paid]:
    """What each payee had by the buyer's spend files; the redacted share one line."""
    rows = await paid_by_payee(session, buyer_id, first, last)
    asked = {
        row.payee_key: Published(row.payee_key, bare_key(row.payee), frozenset(row.org_ids or ()))
        for row in rows
        if row.payee_key
    }
    found = await matches_of(session, list(asked.values())) if asked else {}
    told = []
    for row in rows:
        match = found.get(asked[row.payee_key]) if row.payee_key else None
        told.append(
            Paid(int(row.pence), int(row.payments), match.organisation_id if match else None, bool(row.payee_key))
        )
    return told


async def paid_as_posted(
    session: AsyncSession, buyer_id: UUID, first: date, last: date, but_in: frozenset[date]
) -> list[Paid]:
    """What each payee had by the payments that the buyer posted, but in those months."""
    kept = payments.c
    month = cast(func.date_trunc("month", kept.paid_on), Date)
    query = select(kept.payee_id, func.count().label("payments"), func.sum(kept.pence).label("pence")).where(
        *(kept.buyer_id == buyer_id, kept.tier == 1, kept.dataset.is_(None), kept.paid_on.between(first, last)),
        month.not_in(but_in),
    )
    return [
        Paid(int(row.pence), row.payments, row.payee_id) for row in await session.execute(query.group_by(kept.payee_id))
    ]


async def payees_among(session: AsyncSession, ids: Collection[UUID], *, on: date) -> dict[UUID, Payee]:
    """Where these organisations are, and which classes they are evidenced to bear or not on that day."""
    kept, facts = known_classes.c, known_facts.c
    theirs = any_(literal(list(ids), ARRAY(Uuid)))  # one parameter, however many they are
    classes: dict[UUID, dict[str, bool]] = {}
    said = select(kept.organisation_id, kept.label, kept.value).where(
        kept.organisation_id == theirs, kept.expires_on >= on
    )
    for organisation_id, label, value in await session.execute(said):
        if isinstance(value, bool):
            classes.setdefault(organisation_id, {})[label] = value
    live = facts.expires_on.is_(None) | (facts.expires_on >= on)
    works = select(facts.organisation_id, facts.value).where(
        facts.organisation_id == theirs, facts.name == _AREAS, live
    )
    areas: dict[UUID, set[str]] = {}
    for organisation_id, value in await session.execute(works):
        areas.setdefault(organisation_id, set()).update(str(value).split())
    known = await session.execute(select(organisations.c.id, organisations.c.facts).where(organisations.c.id == theirs))
    return {row.id: payee_of(row.facts, areas.get(row.id, set()), classes.get(row.id, {})) for row in known}


def payee_of(facts: Any, areas: set[str], classes: dict[str, bool]) -> Payee:
    """From the register's facts: its address, and the sites of its own at which it works today."""
    sites = [it for it in facts.get("sites", []) if it["kind"] != "correspondence" and it.get("until") is None]
    addresses = [it for it in (facts.get("address"), *(site["address"] for site in sites)) if it]
    codes = {site["area"] for site in sites if site.get("area")} | areas
    return Payee(
        country=addresses[0]["country"] if addresses else None,
        regions=frozenset(it["region"] for it in addresses if it.get("region")),
        areas=frozenset(codes),
        classes=classes,
    )
