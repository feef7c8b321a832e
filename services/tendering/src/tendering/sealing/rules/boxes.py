"""Sealing to a public key: HPKE (RFC 9180), base mode, X25519, HKDF-SHA256, ChaCha20-Poly1305.

The context is HPKE's `info`: what was sealed in one context opens in no other.
"""

from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
KEY = 32
#: Envelopes are filled up to a multiple of this, so that the length of a bid says next to nothing.
BUCKET = 4096
#: What sealing adds: the encapsulated key and the tag.
OVERHEAD = 32 + 16


class Tampered(Exception):
    """It was altered, cut, sealed to another key, or moved here from where it belongs."""


def key_pair() -> tuple[bytes, bytes]:
    """A new private key and its public half, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def is_public_key(public_key: bytes) -> bool:
    """Whether anything can be sealed to it: a point of small order would seal to everybody."""
    try:
        sealed(b"", public_key, b"")
    except ValueError:
        return False
    return True


def sealed(plain: bytes, public_key: bytes, context: bytes) -> bytes:
    """Encapsulated key and ciphertext. Raises ValueError for what is no usable public key."""
    return SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public_key), context)


def unsealed(box: bytes, private_key: bytes, context: bytes) -> bytes:
    """What was sealed. Raises Tampered."""
    try:
        return SUITE.decrypt(box, X25519PrivateKey.from_private_bytes(private_key), context)
    except InvalidTag as error:
        raise Tampered("It does not open: it was altered, or belongs elsewhere.") from error


def filled(text: bytes) -> bytes:
    """A JSON text with white space after it, up to the next multiple of `BUCKET`."""
    return text + b" " * (-len(text) % BUCKET)


def commitment_of(box: bytes) -> str:
    """SHA-256 of a sealed envelope: names it, and tells nothing of it."""
    return sha256(box).hexdigest()
