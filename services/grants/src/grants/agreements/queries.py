"""What one may ask about grants."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import BigInteger, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import Grant as GrantTold
from events.grants import Payment as PaymentTold
from grants.agreements.domain import Grant
from grants.agreements.tables import grants
from grants.applicants.domain import Pot, Size
from grants.applicants.tables import applicants
from grants.parties.queries import party
from grants.schemes.domain import Scheme
from grants.schemes.queries import scheme_of, scheme_told
from kernel.errors import NotFound
from kernel.money import Money


async def grant_of(session: AsyncSession, grant_id: UUID) -> Grant:
    """The grant; grants are public."""
    grant = await session.get(Grant, grant_id)
    if grant is None:
        raise NotFound(f"There is no grant {grant_id}.")
    return grant


async def funders_grant(session: AsyncSession, funder_id: UUID, grant_id: UUID) -> Grant:
    """The funder's own grant, held until the transaction ends. Another's reads as not found."""
    grant = await held_grant(session, grant_id)
    if grant.funder_id != funder_id:
        raise NotFound(f"There is no grant {grant_id}.")
    return grant


async def held_grant(session: AsyncSession, grant_id: UUID) -> Grant:
    """The grant, held until the transaction ends, so that what happens to it happens one after the other."""
    grant = await session.get(Grant, grant_id, with_for_update=True)
    if grant is None:
        raise NotFound(f"There is no grant {grant_id}.")
    return grant


async def grants_by(
    session: AsyncSession,
    *,
    scheme_id: UUID | None,
    funder_id: UUID | None,
    recipient_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Grant]:
    """Grants, oldest first; `after` is the last one already seen."""
    query = select(Grant).order_by(grants.c.id).limit(limit)
    wanted = {"scheme_id": scheme_id, "funder_id": funder_id, "recipient_id": recipient_id}
    query = query.filter_by(**{name: value for name, value in wanted.items() if value is not None})
    if after is not None:
        query = query.where(grants.c.id > after)
    return (await session.scalars(query)).all()


async def pot_of(session: AsyncSession, scheme: Scheme) -> Pot:
    """How the scheme's budget was given: each grant counts as it was awarded, and in the end as it came to."""
    small = func.coalesce(applicants.c.size != Size.OTHER, False)
    given = func.sum(func.coalesce(grants.c.final, grants.c.pence, type_=BigInteger))
    query = select(small, given, func.count()).where(grants.c.scheme_id == scheme.id).group_by(small)
    query = query.outerjoin(applicants, applicants.c.application_id == grants.c.application_id)
    found = {is_small: (int(pence), count) for is_small, pence, count in await session.execute(query)}
    (to_small, small_grants), (to_others, other_grants) = found.get(True, (0, 0)), found.get(False, (0, 0))
    return Pot(
        budget=scheme.budget,
        reserved=scheme.reserved,
        to_small=Money(to_small),
        small_grants=small_grants,
        to_others=Money(to_others),
        other_grants=other_grants,
    )


async def grant_told(session: AsyncSession, grant: Grant) -> GrantTold:
    """What an event says of a grant as it now stands."""
    scheme = await scheme_of(session, grant.scheme_id)
    return GrantTold(
        grant_id=grant.id,
        scheme=scheme_told(scheme, await party(session, grant.funder_id)),
        recipient=await party(session, grant.recipient_id),
        title=grant.title,
        description=grant.description,
        amount_requested=str(grant.amount_requested),
        amount=str(grant.amount),
        awarded_on=grant.awarded_on,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        instrument=grant.instrument,
        payments=[PaymentTold(number=p.number, amount=str(p.amount), paid_on=p.paid_on) for p in grant.payments],
    )
