"""One client of the gateway for each role, so that a fresh platform can be used at once."""

from pathlib import Path
from secrets import token_urlsafe

from commonweal.files import write_whole
from kernel.identifiers import new_id

#: Role -> whose officer it is; the platform's own staff act for no organisation.
ROLES = {
    "platform_admin": None,
    "registrar": None,
    "commissioner": "council",
    "evaluator": "council",
    "citizen_commissioner": "council",
    "opener": "trustee",
    "provider": "provider",
    "funder": "funder",
    "assessor": "funder",
    "certifier": "certifier",
    "moderator": None,
    "investigator": None,
    "auditor": None,
    "rater_issuer": "council",
}


def written(path: Path) -> None:
    """Write `credentials.json`, unless it is there. Colleagues share an organisation, known before it is registered."""
    if path.exists():
        return
    organisations = {name: str(new_id()) for name in set(ROLES.values()) if name is not None}
    clients = [
        {
            "client_id": role,
            "client_secret": token_urlsafe(32),
            "organisation": organisations[employer] if employer else None,
            "roles": [role],
        }
        for role, employer in ROLES.items()
    ]
    write_whole(path, {"clients": clients})
