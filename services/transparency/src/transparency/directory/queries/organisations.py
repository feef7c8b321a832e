"""Who is who, and what each of them did."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import Grant
from events.registry import OrganisationFacts
from events.tendering import Agreement
from kernel.errors import NotFound
from kernel.orgids import parse_org_id
from transparency.directory.domain import Rating
from transparency.directory.queries.finding import Asked, rows_of
from transparency.directory.tables import contracts, grants, organisations, ratings

SHOWN = 10  # of each list on an organisation's page; the rest is behind a link


@dataclass(frozen=True, slots=True)
class Account:
    """How many there are, what they come to in pence, and the latest."""

    count: int
    value: int
    latest: Sequence[Agreement | Grant]


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the pages know of an organisation."""

    facts: OrganisationFacts
    bought: Account
    supplied: Account
    granted: Account
    received: Account
    ratings: Sequence[Rating]


def asked_of_organisations(text: str = "") -> Asked:
    """All of them, from A to Z; the likest first where words are given."""
    return Asked(organisations, organisations.c.search, falling=False, text=text)


async def organisation_called(session: AsyncSession, reference: str) -> OrganisationFacts:
    """The organisation of a UUID or an org-id such as GB-CHC-1090095. Raises NotFound for any other text, too."""
    row = organisations.c
    try:
        condition = row.id == UUID(reference)
    except ValueError:
        try:
            condition = row.org_ids.contains([str(parse_org_id(reference))])
        except ValueError as error:
            raise NotFound(f"“{reference[:100]}” is no organisation’s identifier.") from error
    facts = await session.scalar(select(row.facts).where(condition).order_by(row.id).limit(1))
    if facts is None:
        raise NotFound("The register has no organisation with this identifier.")
    return OrganisationFacts.model_validate(facts)


async def portrait_of(session: AsyncSession, facts: OrganisationFacts) -> Portrait:
    """The organisation with what it bought, supplied, gave and received, and how users rate it."""
    supplies = contracts.c.supplier_ids.contains([facts.id])
    return Portrait(
        facts,
        bought=await _account(session, contracts, contracts.c.buyer_id == facts.id),
        supplied=await _account(session, contracts, supplies),
        granted=await _account(session, grants, grants.c.funder_id == facts.id),
        received=await _account(session, grants, grants.c.recipient_id == facts.id),
        ratings=await ratings_where(session, supplies),
    )


async def name_of(session: AsyncSession, organisation_id: UUID) -> str | None:
    """The name of an organisation that a list is narrowed to."""
    name: str | None = await session.scalar(select(organisations.c.name).where(organisations.c.id == organisation_id))
    return name


async def _account(session: AsyncSession, table: Table, condition: ColumnElement[bool]) -> Account:
    query = select(func.count(), func.coalesce(func.sum(table.c.value), 0)).select_from(table).where(condition)
    count, value = (await session.execute(query)).one()
    order, kind = (contracts.c.signed_at, Agreement) if table is contracts else (grants.c.awarded_on, Grant)
    rows = await rows_of(session, Asked(table, order, falling=True, conditions=[condition]), limit=SHOWN)
    return Account(count, int(value), [kind.model_validate(row["facts"]) for row in rows])


async def ratings_where(
    session: AsyncSession, condition: ColumnElement[bool], *, most: int | None = 100
) -> Sequence[Rating]:
    """What users say of contracts, the latest first."""
    query = (
        select(ratings.c.contract_id, ratings.c.service, ratings.c.count, ratings.c.score)
        .join(contracts, contracts.c.id == ratings.c.contract_id)
        .where(condition)
        .order_by(contracts.c.signed_at.desc(), ratings.c.contract_id)
        .limit(most)
    )
    return [Rating(*row) for row in await session.execute(query)]
