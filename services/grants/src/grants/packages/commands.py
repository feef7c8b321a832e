"""What one may do with a package: load, decide, record. Closing is one transaction, so it is all or none."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.decisions import abide_by
from chassis.ledger import emit
from events.grants import ConditionMet, PackageClosed, PackageProposed
from grants.agreements.commands import award_grant
from grants.applications.queries import funders_application
from grants.investments.commands import agree_investment
from grants.packages.domain import Package
from grants.packages.queries import funders_package, package_told
from grants.packages.rules import decisions_on
from grants.parties.queries import active_funder, active_provider
from kernel.errors import Unacceptable
from kernel.versions import must_match

AGREED = (
    *("title", "investor", "private_equity_flag", "private_equity_source"),
    *("capital", "term_years", "return_cap_per_year"),
)


async def propose_package(
    session: AsyncSession, funder_id: UUID, terms: Mapping[str, Any], *, now: datetime
) -> Package:
    """Put together what is to close together; nothing takes effect yet. Its valuers are none of its two parties."""
    funder = await active_funder(session, funder_id)
    recipient = await active_provider(session, terms["recipient_id"])
    package = Package(funder_id=funder_id, proposed_at=now, **terms)
    for place, asset in enumerate(package.assets):
        if asset.valuer.casefold() in {funder.name.casefold(), recipient.name.casefold()}:
            raise Unacceptable(f"/assets/{place}/valuer", "A valuer is independent of both parties.")
    for place, part in enumerate(package.grants):
        application = await funders_application(session, funder_id, part.application_id)
        if application.applicant_id != recipient.id:
            raise Unacceptable(f"/grants/{place}/application_id", "A package has one recipient.")
    session.add(package)
    told = await package_told(session, package)
    await emit(session, package.id, PackageProposed(occurred_at=now, package=told))
    return package


async def meet_condition(
    session: AsyncSession,
    funder_id: UUID,
    package_id: UUID,
    *,
    name: str,
    evidence: str,
    expected: int | None,
    now: datetime,
) -> Package:
    """Record that a condition is met, and by what evidence."""
    package = await funders_package(session, funder_id, package_id)
    must_match(package.version, expected)
    package.meet(name, evidence, now=now)
    told = await package_told(session, package)
    await emit(session, package.id, ConditionMet(occurred_at=now, package=told, name=name))
    return package


async def close_package(
    session: AsyncSession, funder_id: UUID, package_id: UUID, *, by: str, expected: int | None, now: datetime
) -> Package:
    """Award its grants, put its investments on record and hand its assets over: all of it, or nothing.

    Raises Refused where a rule forbids it, and whatever any of its parts raises.
    """
    package = await funders_package(session, funder_id, package_id)
    must_match(package.version, expected)
    package.close(now=now)
    await abide_by(session, package, decisions_on(package, now=now), about=package.id)
    await award_grants(session, package, by=by, now=now)
    await agree_investments(session, package, now=now)
    told = await package_told(session, package)
    await emit(session, package.id, PackageClosed(occurred_at=now, package=told))
    return package


async def award_grants(session: AsyncSession, package: Package, *, by: str, now: datetime) -> None:
    """Its grants, each as it would be awarded by itself."""
    for part in package.grants:
        said = {name: getattr(part, name) for name in ("amount", "starts_on", "ends_on", "instrument")}
        made = await award_grant(session, package.funder_id, part.application_id, **said, by=by, expected=None, now=now)
        part.grant_id = made.id


async def agree_investments(session: AsyncSession, package: Package, *, now: datetime) -> None:
    """Its investments; a surplus of theirs belongs to no scheme."""
    for part in package.investments:
        terms = {name: getattr(part, name) for name in AGREED}
        none = {"scheme_id": None, "payment_cap": None}
        part.investment_id = (await agree_investment(session, package.funder_id, {**terms, **none}, now=now)).id
