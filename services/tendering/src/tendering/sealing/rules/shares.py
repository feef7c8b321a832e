"""A private key in shares, any `threshold` of which give it back and fewer tell nothing (Shamir 1979).

The library splits 16 bytes over GF(2^128); a key of 32 is split as two halves, each with randomness of its own.
"""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from Crypto.Protocol.SecretSharing import Shamir

HALF = 16
SHARE = 2 * HALF
FEWEST, MOST = 2, 20


def split(secret: bytes, *, threshold: int, count: int) -> dict[int, bytes]:
    """So many shares of a 32-byte secret, by their numbers from 1. Raises ValueError for what cannot be split."""
    if not (len(secret) == SHARE and FEWEST <= threshold <= count <= MOST):
        raise ValueError(f"{threshold} of {count} shares of {len(secret)} bytes cannot be made.")
    halves = [Shamir.split(threshold, count, part) for part in (secret[:HALF], secret[HALF:])]
    return {number: first + second for (number, first), (_, second) in zip(*halves, strict=True)}


def combined(shares: Mapping[int, bytes]) -> bytes:
    """The secret, from exactly as many right shares as were asked for; from fewer or wrong ones, any other 32 bytes."""
    halves = [
        Shamir.combine([(number, share[part]) for number, share in shares.items()])
        for part in (slice(HALF), slice(HALF, None))
    ]
    return b"".join(halves)


def fingerprint(key_id: UUID, number: int, share: bytes) -> str:
    """By which a share is known again without being kept: SHA-256 over 256 random bits tells nothing of them."""
    return sha256(b"commonweal share" + key_id.bytes + bytes([number]) + share).hexdigest()
