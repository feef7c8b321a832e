"""One client of the gateway for each role, and three openers, so that a fresh platform can be used at once."""

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

#: More openers, so that a quorum of three houses can meet: client -> whose officer it is, and its roles.
OPENERS = {"opener-council": ("council", ["opener"]), "opener-inspector": ("inspectorate", ["opener", "auditor"])}


def written(path: Path) -> None:
    """Write `credentials.json`, unless it is there. Colleagues share an organisation, known before it is registered."""
    if path.exists():
        return
    posts = [*((role, employer, [role]) for role, employer in ROLES.items())]
    posts += [(name, employer, roles) for name, (employer, roles) in OPENERS.items()]
    organisations = {employer: str(new_id()) for _, employer, _ in posts if employer is not None}
    clients = [
        {
            "client_id": name,
            "client_secret": token_urlsafe(32),
            "organisation": organisations[employer] if employer else None,
            "roles": roles,
        }
        for name, employer, roles in posts
    ]
    write_whole(path, {"clients": clients})
