"""What grants tells of schemes, applications, and grants as they stand."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Audience, Event, Part, Party
from events.grants.terms import Closing, Terms


class Scheme(Part):
    """A grant scheme as the public may see it, whole."""

    scheme_id: UUID
    funder: Party
    title: str
    description: str
    budget: str  # pounds, two decimals
    recycled: str = "0.00"  # the part of it that came back
    opens_on: date
    closes_on: date
    stage: str | None = None  # explore, prove, scale
    theme: str | None = None
    is_prevention: bool = False
    reserved_share: str | None = None  # of the budget, kept for small and local organisations
    standards: list[str] = []  # rules that it holds itself to beside its funder's, by their names in the rulebook


class SchemeOpened(Event):
    """Applications are welcome. The entity is the scheme."""

    type: ClassVar[str] = "grants.scheme.opened.v1"

    scheme: Scheme


class SchemeReplenished(Event):
    """Something was repaid, and can be given again. The entity is the scheme, which now stands so."""

    type: ClassVar[str] = "grants.scheme.replenished.v1"

    scheme: Scheme


class ApplicationReceived(Event):
    """Somebody applied; its own business until it is decided. The entity is the application."""

    type: ClassVar[str] = "grants.application.received.v1"
    audience: ClassVar[Audience] = Audience.PARTIES

    scheme_id: UUID
    funder_id: UUID
    applicant: Party
    title: str
    requested: str

    def parties(self) -> frozenset[UUID]:
        return frozenset({self.funder_id, self.applicant.id})


class Payment(Part):
    number: int
    amount: str
    paid_on: date


class Grant(Part):
    """A grant as it stands, whole. Without `terms` it was agreed in few words; without `closing` it runs."""

    grant_id: UUID
    scheme: Scheme
    recipient: Party
    title: str
    description: str
    amount_requested: str
    amount: str
    awarded_on: date
    starts_on: date
    ends_on: date
    instrument: str = "outright"  # repayable, last_call, capital, equity
    payments: list[Payment] = []
    terms: Terms | None = None
    closing: Closing | None = None


class GrantAwarded(Event):
    """The funder has decided. The entity is the grant, here and below."""

    type: ClassVar[str] = "grants.grant.awarded.v1"

    grant: Grant


class GrantPaid(Event):
    """A payment was made; the grant now stands so."""

    type: ClassVar[str] = "grants.grant.paid.v1"

    grant: Grant
