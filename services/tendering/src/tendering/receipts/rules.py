"""How a receipt is signed and checked: a JSON Web Signature (RFC 7515) with Ed25519 (RFC 8037)."""

import json
import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import KeySet, OKPKey

from tendering.receipts.domain import Receipt

ALGORITHM, TYPE = "EdDSA", "commonweal-receipt+jwt"
Public = dict[str, str]
# RFC 9864 renames EdDSA; every library knows the older name, and with Ed25519 keys only the two mean the same.
warnings.filterwarnings("ignore", message="EdDSA is deprecated", category=SecurityWarning)


class Forged(Exception):
    """Nobody whose key is published signed this, or it is no receipt."""


class Signer:
    """Signs with the one key that follows from a seed of 32 bytes. The key is named by its thumbprint (RFC 7638)."""

    def __init__(self, seed: bytes) -> None:
        native = Ed25519PrivateKey.from_private_bytes(seed)
        self.kid = OKPKey.import_key(native).thumbprint()
        self.key = OKPKey.import_key(native, {"kid": self.kid})

    @property
    def public(self) -> Public:
        """By which everybody can check, as a JSON Web Key."""
        shown = self.key.as_dict(private=False)
        return {name: str(shown[name]) for name in ("kty", "crv", "x", "kid")}

    def sign(self, receipt: Receipt) -> str:
        """The receipt in the compact form, which anybody can keep as one line of text."""
        header = {"alg": ALGORITHM, "typ": TYPE, "kid": self.kid}
        return jws.serialize_compact(header, json.dumps(receipt.claims()), self.key, algorithms=[ALGORITHM])


@cache
def signer(seed: bytes) -> Signer:
    """The signer of this seed; made once."""
    return Signer(seed)


def verified(signed: str, published: Mapping[str, Any]) -> dict[str, Any]:
    """What a receipt says, checked with a published JSON Web Key Set. Raises Forged."""
    try:
        found = jws.deserialize_compact(
            signed, KeySet([OKPKey.import_key(each) for each in published["keys"]]), algorithms=[ALGORITHM]
        )
        claims = json.loads(found.payload)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise Forged("No key that is published signed this receipt, or it was altered.") from error
    if found.headers().get("typ") != TYPE or not isinstance(claims, dict):
        raise Forged("This was signed as something else than a receipt.")
    return claims
