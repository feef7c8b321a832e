"""How openers and keys look on the wire. Keys, shares and sealed things are base64."""

from base64 import b64encode
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, PlainSerializer, WithJsonSchema

from chassis.wire import IdIn, Out, Strict, example
from tendering.sealing.domain import Capacity, SealingKey
from tendering.sealing.rules.shares import FEWEST, MOST

Base64Out = Annotated[
    bytes,
    PlainSerializer(lambda some: b64encode(some).decode()),
    WithJsonSchema({"type": "string", "contentEncoding": "base64"}),
]

PublicKey = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$", examples=["3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08="])
]


class OpenerIn(Strict, json_schema_extra=example(public_key="3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=")):
    """An opener's public key: 32 bytes of X25519."""

    public_key: PublicKey


class OpenerOut(Out):
    """Somebody to whom a share can be dealt."""

    id: UUID
    organisation_id: UUID
    capacity: Capacity
    public_key: Base64Out
    registered_at: datetime


class SealingIn(
    Strict,
    json_schema_extra=example(
        threshold=2,
        openers=[
            "0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
            "0198c4f2-7a51-7d10-8b2c-5e6f7a8b9c0d",
            "0198c4f2-7a52-7e21-9d3c-6f708192a3b4",
        ],
    ),
):
    """Among whom the key is split, and how many of them open together."""

    threshold: Annotated[int, Field(ge=FEWEST, le=MOST)]
    openers: Annotated[list[IdIn], Field(min_length=FEWEST, max_length=MOST)]


class HolderOut(Out):
    """Who holds which share. `fingerprint` is how it will be known when it comes back."""

    number: int
    opener_id: UUID
    organisation_id: UUID
    capacity: Capacity
    fingerprint: str


class SealingOut(Out):
    """What bids are sealed to, or entries for one `phase`: HPKE (RFC 9180), X25519, HKDF-SHA256, ChaCha20-Poly1305.

    `terms` binds bids; entries are bound to their phase instead.
    """

    key_id: UUID
    notice_id: UUID
    phase: int | None
    public_key: Base64Out
    threshold: int
    terms: str | None
    made_at: datetime
    holders: list[HolderOut]


class ShareOut(Out):
    """The caller's own share, sealed to the caller's key."""

    key_id: UUID
    opener_id: UUID
    number: int
    sealed: Base64Out


def told(key: SealingKey, terms: str) -> SealingOut:
    """A key as the public sees it."""
    holders = [
        HolderOut(
            number=share.number,
            opener_id=share.opener.id,
            organisation_id=share.opener.organisation_id,
            capacity=share.opener.capacity,
            fingerprint=share.fingerprint,
        )
        for share in key.shares
    ]
    return SealingOut(
        key_id=key.id,
        notice_id=key.notice_id,
        phase=key.phase,
        public_key=key.public_key,
        threshold=key.threshold,
        terms=terms if key.phase is None else None,
        made_at=key.made_at,
        holders=holders,
    )
