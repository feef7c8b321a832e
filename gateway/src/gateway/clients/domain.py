"""A client of the platform: whom it acts for, what it may do there, and how it proves who it is. Pure."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Unacceptable

#: The roles there are. The anonymous public has none.
ROLES = frozenset(
    {
        "platform_admin",
        "registrar",
        "commissioner",
        "evaluator",
        "citizen_commissioner",
        "opener",
        "provider",
        "funder",
        "assessor",
        "certifier",
        "moderator",
        "investigator",
        "auditor",
        "rater_issuer",
    }
)
READ, WRITE = "read", "write"
CLIENT_ID = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
LONGEST_SECRET = 200
SALT = 16


class Kind(StrEnum):
    """How a client shows itself: with tokens it asks for, or with one key on every request."""

    CLIENT = "client"
    API_KEY = "api_key"


@dataclass(eq=False)
class Client:
    """`digest` is a salt and what became of the secret; the secret itself is kept nowhere."""

    id: str
    kind: Kind
    name: str
    organisation: UUID | None
    roles: list[str]
    scopes: list[str]
    digest: bytes
    created_at: datetime
    quota: int | None = None
    revoked_at: datetime | None = field(default=None)

    def revoke(self, *, now: datetime) -> None:
        """End it for good; a new client gets a new identifier."""
        if self.revoked_at is not None:
            raise Conflict(f"{self.id} is revoked already.")
        self.revoked_at = now

    def proves_itself(self, secret: str) -> bool:
        """Whether this is its secret, and it may still call. Takes time on purpose where people choose secrets."""
        return self.revoked_at is None and matches(self.digest, secret, self.kind)


def register(
    client_id: str,
    kind: Kind,
    secret: str,
    *,
    name: str,
    organisation: UUID | None,
    roles: Iterable[str],
    quota: int | None = None,
    now: datetime,
) -> Client:
    """A new client. An API key only ever reads. Raises Unacceptable for a role nobody has heard of."""
    if not CLIENT_ID.fullmatch(client_id):
        raise Unacceptable("/client_id", "A client_id has 3 to 64 small letters, digits, dots, dashes or underscores.")
    named = sorted(set(roles))
    if unknown := [role for role in named if role not in ROLES]:
        raise Unacceptable("/roles", f"There is no role {unknown[0]}.")
    scopes = [READ] if kind is Kind.API_KEY else [READ, WRITE]
    return Client(client_id, kind, name, organisation, named, scopes, digest_of(secret, kind), now, quota)


def new_secret() -> str:
    """256 bits of chance, shown once."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str, kind: Kind, salt: bytes | None = None) -> bytes:
    """Salt and hash: scrypt (16 MiB) for a client's secret, SHA-256 for an API key.

    A key goes with every request and is always of our own making, 256 bits that nobody can guess at any speed; a
    client's secret may have been chosen by whoever wrote the bootstrap file.
    """
    salt = secrets.token_bytes(SALT) if salt is None else salt
    if kind is Kind.API_KEY:
        return salt + hashlib.sha256(salt + secret.encode()).digest()
    return salt + hashlib.scrypt(secret.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def matches(digest: bytes, secret: str, kind: Kind) -> bool:
    """Whether `digest` was made of `secret`, in the same time whether it was or not."""
    if len(secret) > LONGEST_SECRET:
        return False
    return hmac.compare_digest(digest, digest_of(secret, kind, digest[:SALT]))
