"""Packages over HTTP: parse, call, answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from chassis.http import Expected, Listing, Now, Page, Reading, Router, Transaction, paged
from chassis.identity import Actor, owner_of, role
from grants.packages import commands, queries
from grants.packages.schemas import EvidenceIn, PackageIn, PackageOut

router = Router(prefix="/packages", tags=["packages"])
Funder = Annotated[Actor, Depends(role("funder"))]


@router.post("", status_code=201, response_model=PackageOut)
async def propose_package(body: PackageIn, funder: Funder, tx: Transaction, now: Now) -> PackageOut:
    """Put together what is to close together."""
    return PackageOut.of(await commands.propose_package(tx, owner_of(funder), body.terms(), now=now))


@router.get("", response_model=Listing[PackageOut])
async def list_packages(reading: Reading, page: Page, funder_id: UUID | None = None) -> Listing[PackageOut]:
    """All packages; oldest first."""
    found = await queries.packages_of(reading, funder_id=funder_id, after=page.after_id, limit=page.limit)
    return paged([PackageOut.of(each) for each in found], page, key=lambda package: [str(package.id)])


@router.get("/{package_id}", response_model=PackageOut)
async def read_package(package_id: UUID, reading: Reading) -> PackageOut:
    """One package, with its conditions and parts."""
    return PackageOut.of(await queries.package_of(reading, package_id))


@router.post("/{package_id}/met-conditions", status_code=201, response_model=PackageOut)
async def meet_condition(
    package_id: UUID, body: EvidenceIn, funder: Funder, tx: Transaction, *, now: Now, expected: Expected
) -> PackageOut:
    """Record that a condition is met, after those that come before it."""
    said = {"name": body.name, "evidence": body.evidence}
    made = await commands.meet_condition(tx, owner_of(funder), package_id, **said, expected=expected, now=now)
    return PackageOut.of(made)


@router.post("/{package_id}/closing", status_code=201, response_model=PackageOut)
async def close_package(package_id: UUID, funder: Funder, tx: Transaction, now: Now, expected: Expected) -> PackageOut:
    """Award its grants, agree its investments, hand over its assets: all of it, or nothing."""
    made = await commands.close_package(tx, owner_of(funder), package_id, by=funder.subject, expected=expected, now=now)
    return PackageOut.of(made)
