"""What registry's tests begin with, each as ordinary as can be."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from kernel.orgids import parse_org_id
from registry.catalogue.domain import Value
from registry.evidence.domain import Fact, Standing, Statement
from registry.organisations.domain import Organisation
from registry.particulars.domain import Particulars, Role

TRUST = "GB-CHC-1090095"
COMPANY = "GB-COH-09506232"
COUNCIL = "GB-LAE-WOT"


def particulars(*org_ids: str, **changes: Any) -> Particulars:
    """What Ashgate Homeless Trust says of itself, but for `changes`."""
    said = {"name": "Ashgate Homeless Trust", "legal_form": "cio", "roles": frozenset({Role.PROVIDER})}
    return Particulars(org_ids=tuple(map(parse_org_id, org_ids)), **(said | changes))


def an_organisation(*org_ids: str, source: str = "self", verified: bool = False, **changes: Any) -> Organisation:
    """A registered organisation."""
    organisation = Organisation.register(uuid4(), particulars(*org_ids, **changes), source=source)
    organisation.verified = verified
    return organisation


def registration(**changes: Any) -> dict[str, Any]:
    """What a client sends to register it."""
    return {"name": "Ashgate Homeless Trust", "legal_form": "cio", "roles": ["provider"]} | changes


def a_statement(name: str, value: Value, **changes: Any) -> Statement:
    """What a register says of an organisation, found in July 2026 and good for a year."""
    said: dict[str, Any] = {
        "source": "register",
        "standing": Standing.REGISTER,
        "reference": f"EV-{name}",
        "retrieved_on": date(2026, 7, 15),
        "expires_on": date(2027, 7, 15),
    }
    return Statement(name=name, value=value, **(said | changes))


def a_fact(name: str, value: Value, **changes: Any) -> Fact:
    """The same as it is recorded."""
    said = a_statement(name, value, **changes)
    stated = {each: getattr(said, each) for each in Statement.__slots__}
    recorded_at = datetime(2026, 7, 15, 9, tzinfo=UTC)
    return Fact(id=uuid4(), organisation=UUID(int=1), recorded_at=recorded_at, **stated)


def fact_in(name: str, value: Value, **changes: Any) -> dict[str, Any]:
    """The same as a client sends it."""
    said = {
        "name": name,
        "value": value,
        "source": "register",
        "standing": "register",
        "reference": f"EV-{name}",
        "retrieved_on": "2026-07-15",
        "expires_on": "2027-07-15",
    }
    return said | changes
