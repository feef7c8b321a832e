"""What the tests of ratings begin with: a contract, as tendering tells of it."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from events import Address, Party
from events.registry import OrganisationFacts, OrganisationRegistered
from events.tendering import Agreement, Announcement, AwardDecision, ContractEnded, ContractSigned

BUYER, PROVIDER = uuid4(), uuid4()
SIGNED = datetime(2026, 6, 1, 9, tzinfo=UTC)
NOW = "2026-08-17T09:00:00Z"  # in the third quarter of 2026


def registered(
    organisation: UUID, name: str, *, region: str | None = None, status: str = "active"
) -> OrganisationRegistered:
    """The registry tells of an organisation."""
    said: dict[str, Any] = {"address": None if region is None else Address(region=region), "status": status}
    facts = OrganisationFacts(id=organisation, name=name, roles=["provider"], source="registrar", **said)
    return OrganisationRegistered(occurred_at=SIGNED, organisation=facts)


def agreement(*, buyer: UUID = BUYER, providers: tuple[UUID, ...] = (PROVIDER,), **changes: Any) -> Agreement:
    """A contract for the second half of 2026 and all of 2027, but for `changes`."""
    award = AwardDecision(
        award_id=uuid4(),
        notice_id=uuid4(),
        title="Homelessness prevention",
        buyer=Party(id=buyer, name="Northbridge City Council"),
        suppliers=[Party(id=provider, name="Ashgate Homeless Trust") for provider in providers],
        lot_ids=[],
        value="1720000.00",
        decided_at=SIGNED,
        bids_received=3,
    )
    facts = {
        "contract_id": uuid4(),
        "award": award,
        "title": "Homelessness prevention",
        "description": "Advice, mediation and tenancy support",
        "value": "1720000.00",
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2027, 12, 31),
        "signed_at": SIGNED,
        "status": "active",
    }
    return Agreement(**(facts | changes))


def announcement(contract: Agreement) -> Announcement:
    """The notice that led to it."""
    return Announcement(
        notice_id=contract.award.notice_id,
        buyer=contract.award.buyer,
        title=contract.title,
        description=contract.description,
        category="services",
        published_at=SIGNED,
        closes_at=SIGNED,
        lots=[],
        criteria=[],
    )


def signed(contract: Agreement) -> ContractSigned:
    """Both sides have signed it."""
    return ContractSigned(occurred_at=SIGNED, notice=announcement(contract), contract=contract)


def ended(contract: Agreement, ended_on: date) -> ContractEnded:
    """It ended."""
    return ContractEnded(
        occurred_at=SIGNED, notice=announcement(contract), contract=contract, ended_on=ended_on, reason="mutual consent"
    )
