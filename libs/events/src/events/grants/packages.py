"""Packages: grants, social investment and assets that close together."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from events import Event, Part, Party


class ConditionTold(Part):
    """What must be so before a package closes, and since when it is."""

    name: str
    after: list[str] = []
    met_on: date | None = None


class AssetTold(Part):
    """An asset that is handed over; amounts are pounds of two decimals."""

    title: str
    valuation: str
    valued_on: date
    valuer: str
    price: str
    lock: str
    reverter: str
    transferred_on: date | None = None


class Package(Part):
    """A package as it stands, whole; its grants and investments have events of their own once it has closed."""

    package_id: UUID
    funder: Party
    recipient: Party
    title: str
    conditions: list[ConditionTold] = []
    granted: str
    invested: str
    assets: list[AssetTold] = []
    subsidy_share: str | None = None  # a fraction of one
    leverage: str | None = None
    grants: list[UUID] = []
    investments: list[UUID] = []
    closed_at: datetime | None = None


class PackageProposed(Event):
    """Something is to close together. The entity is the package, here and below."""

    type: ClassVar[str] = "grants.package.proposed.v1"

    package: Package


class ConditionMet(Event):
    """A condition of it is met; the package now stands so."""

    type: ClassVar[str] = "grants.package.condition_met.v1"

    package: Package
    name: str


class PackageClosed(Event):
    """All of it took effect at once."""

    type: ClassVar[str] = "grants.package.closed.v1"

    package: Package
