"""What is asked about records that may be of one body."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from kernel.errors import NotFound
from registry.duplicates.domain import Candidate, Verdict, in_order
from registry.duplicates.rules.merges import Merge
from registry.duplicates.tables import candidates, merges, traits
from registry.organisations.domain import Organisation
from registry.organisations.tables import organisations

NEIGHBOURS = 50  # an office block has thousands of companies; the likest are enough to look at


async def candidate_of(session: AsyncSession, candidate_id: UUID) -> Candidate:
    """The pair of this id. Raises NotFound."""
    candidate = await session.get(Candidate, candidate_id)
    if candidate is None:
        raise NotFound(f"There is no pair {candidate_id}.")
    return candidate


async def candidate_for(session: AsyncSession, one: UUID, other: UUID) -> Candidate | None:
    """What is known of these two records, if they were ever suspected."""
    first, second = in_order((one, other))
    found = select(Candidate).where(candidates.c.one_id == first, candidates.c.other_id == second)
    return (await session.scalars(found)).one_or_none()


async def candidates_to_review(
    session: AsyncSession, verdict: Verdict, *, after: Sequence[str] | None, limit: int
) -> Sequence[Candidate]:
    """The registrar's queue: the strongest suspicion first."""
    order = (-candidates.c.score, candidates.c.id)
    query = select(Candidate).where(candidates.c.verdict == verdict).order_by(*order).limit(limit)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(-int(after[0]), UUID(after[1])))
    return (await session.scalars(query)).all()


async def neighbours_of(
    session: AsyncSession, organisation: Organisation, common: Collection[str]
) -> Sequence[Organisation]:
    """The records that have one of these traits, those with the likest names first."""
    bearers = select(traits.c.organisation_id).where(traits.c.trait.in_(common))
    columns = organisations.c
    query = select(Organisation).where(columns.id.in_(bearers), columns.id != organisation.id)
    likest = func.similarity(columns.search_name, organisation.search_name).desc()
    return (await session.scalars(query.order_by(likest, columns.id).limit(NEIGHBOURS))).all()


async def merge_of(session: AsyncSession, merge_id: UUID) -> Merge:
    """The merge of this id. Raises NotFound."""
    decision = await session.get(Merge, merge_id)
    if decision is None:
        raise NotFound(f"There is no merge {merge_id}.")
    return decision


async def merges_of(
    session: AsyncSession, organisation_id: UUID | None, *, after: UUID | None, limit: int
) -> Sequence[Merge]:
    """Merges, in the order in which they were decided: all, or those of one record on either side."""
    query = select(Merge).order_by(merges.c.id).limit(limit)
    if organisation_id is not None:
        query = query.where(or_(merges.c.survivor_id == organisation_id, merges.c.merged_id == organisation_id))
    if after is not None:
        query = query.where(merges.c.id > after)
    return (await session.scalars(query)).all()
