"""What registry's tests begin with, each as ordinary as can be."""

from typing import Any
from uuid import uuid4

from kernel.orgids import parse_org_id
from registry.organisations.domain import Organisation, Particulars, Role

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
