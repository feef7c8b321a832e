"""RSABSSA-SHA384-PSS-Randomized (RFC 9474): the rater's half, and the proof. The issuer's half is `issuance.rules`.

The proof is OpenSSL's. What stands here beside it are RFC 8017's encoding and one multiplication on the rater's own
machine, of numbers that nobody else can time; Python's own integers are not constant-time, and need not be here.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha384
from math import gcd

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from cryptography.hazmat.primitives.hashes import SHA384

EXPONENT = 65537
SALT, HASH = 48, 48  # bytes
PREFIX = 32  # random bytes before what is signed (`PrepareRandomize`)


class BadSignature(ValueError):
    """What came back is no signature of what was sent, or no signature of this key."""


@dataclass(frozen=True)
class Blinded:
    """`request` goes to the issuer; `inverse` stays with the rater and takes the blinding off the answer."""

    request: bytes
    inverse: int


def prepared(message: bytes) -> bytes:
    """The message behind random bytes (§4.1)."""
    return secrets.token_bytes(PREFIX) + message


def blind(modulus: int, message: bytes, *, salt: bytes | None = None, inverse: int | None = None) -> Blinded:
    """The prepared message, encoded and multiplied by a random power (§4.2).

    `salt` and `inverse` are given only where a published example is repeated. Raises ValueError for a modulus that is
    no product of two large primes.
    """
    encoded = int.from_bytes(encode(message, modulus.bit_length() - 1, salt or secrets.token_bytes(SALT)), "big")
    if gcd(encoded, modulus) != 1:
        raise ValueError("This modulus is no product of two large primes.")
    inverse = inverse or unit(modulus)
    request = encoded * pow(pow(inverse, -1, modulus), EXPONENT, modulus) % modulus
    return Blinded(request.to_bytes(length(modulus), "big"), inverse)


def unit(modulus: int) -> int:
    """A random number that has an inverse."""
    while gcd(found := 2 + secrets.randbelow(modulus - 3), modulus) != 1:
        pass
    return found


def finalized(modulus: int, message: bytes, answer: bytes, inverse: int) -> bytes:
    """The signature of the prepared message (§4.4). Raises BadSignature for an answer that does not lead to one."""
    if len(answer) != length(modulus):
        raise BadSignature("The answer is not as long as the key.")
    signature = int.from_bytes(answer, "big") * inverse % modulus
    signed = signature.to_bytes(length(modulus), "big")
    if not is_signed(modulus, message, signed):
        raise BadSignature("The issuer signed something else, or with another key.")
    return signed


def is_signed(modulus: int, message: bytes, signature: bytes) -> bool:
    """Whether the key signed the prepared message (RSASSA-PSS-VERIFY, by OpenSSL)."""
    try:
        RSAPublicNumbers(EXPONENT, modulus).public_key().verify(
            signature, message, PSS(mgf=MGF1(SHA384()), salt_length=SALT), SHA384()
        )
    except InvalidSignature:
        return False
    return True


def encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE with SHA-384 (RFC 8017 §9.1.1)."""
    size = (bits + 7) // 8
    digest = sha384(bytes(8) + sha384(message).digest() + salt).digest()
    block = bytes(size - SALT - HASH - 2) + b"\1" + salt
    masked = bytearray(a ^ b for a, b in zip(block, mask(digest, len(block)), strict=True))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + digest + b"\xbc"


def mask(seed: bytes, size: int) -> bytes:
    """MGF1 with SHA-384 (RFC 8017 §B.2.1)."""
    blocks = (sha384(seed + counter.to_bytes(4, "big")).digest() for counter in range(-(-size // HASH)))
    return b"".join(blocks)[:size]


def length(modulus: int) -> int:
    """Of the modulus, and of every signature under it, in bytes."""
    return (modulus.bit_length() + 7) // 8
