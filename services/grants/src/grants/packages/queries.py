"""What one may ask about packages; they are public."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events.grants import AssetTold, ConditionTold
from events.grants import Package as PackageTold
from grants.packages.domain import Package
from grants.packages.tables import packages
from grants.parties.queries import party
from kernel.errors import NotFound
from kernel.rounding import half_up


async def package_of(session: AsyncSession, package_id: UUID) -> Package:
    """One package."""
    found = await session.get(Package, package_id)
    if found is None:
        raise NotFound(f"There is no package {package_id}.")
    return found


async def funders_package(session: AsyncSession, funder_id: UUID, package_id: UUID) -> Package:
    """The funder's own, held until the transaction ends. Another's reads as not found."""
    found = await session.get(Package, package_id, with_for_update=True)
    if found is None or found.funder_id != funder_id:
        raise NotFound(f"There is no package {package_id}.")
    return found


async def packages_of(
    session: AsyncSession, *, funder_id: UUID | None, after: UUID | None, limit: int
) -> Sequence[Package]:
    """Packages, oldest first; `after` is the last one already seen."""
    query = select(Package).order_by(packages.c.id).limit(limit)
    if funder_id is not None:
        query = query.where(packages.c.funder_id == funder_id)
    if after is not None:
        query = query.where(packages.c.id > after)
    return (await session.scalars(query)).all()


async def package_told(session: AsyncSession, package: Package) -> PackageTold:
    """What an event says of a package as it now stands."""
    same = ("title", "valued_on", "valuer", "lock", "reverter", "transferred_on")
    assets = [
        AssetTold(valuation=str(each.valuation), price=str(each.price), **{name: getattr(each, name) for name in same})
        for each in package.assets
    ]
    return PackageTold(
        package_id=package.id,
        funder=await party(session, package.funder_id),
        recipient=await party(session, package.recipient_id),
        title=package.title,
        conditions=[ConditionTold(name=it.name, after=it.after, met_on=it.met_on) for it in package.conditions],
        granted=str(package.granted),
        invested=str(package.invested),
        assets=assets,
        subsidy_share=shown(package.subsidy_share),
        leverage=shown(package.leverage),
        grants=[each.grant_id for each in package.grants if each.grant_id],
        investments=[each.investment_id for each in package.investments if each.investment_id],
        closed_at=package.closed_at,
    )


def shown(ratio: Fraction | None) -> str | None:
    """Four decimal places."""
    return None if ratio is None else f"{half_up(ratio, 4):f}"
