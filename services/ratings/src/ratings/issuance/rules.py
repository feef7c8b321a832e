"""The issuer's half of RSABSSA (RFC 9474): making a key, and signing what cannot be read.

The key is OpenSSL's. The bare private operation is one that OpenSSL's bindings do not offer: it is pycryptodome's,
which blinds its input with a random factor and works through Montgomery's ladder in C. The steps around it, from bytes
to a number and back, are Python's and not constant-time; a deployment whose issuer is watched to the microsecond
keeps the key in a hardware module.
"""

from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ratings.credentials.rules.blinding import EXPONENT


class Unsignable(ValueError):
    """No blinded message: what it is would give away the key's work, or is no number below the modulus."""


def new_key(bits: int) -> bytes:
    """A private key, PKCS #8."""
    made = generate_private_key(EXPONENT, bits)
    return made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def modulus_of(private: bytes) -> int:
    """The public half of the key."""
    return int(RSA.import_key(private).n)


def sign(private: bytes, blinded: bytes) -> bytes:
    """BlindSign (§4.3), checked before it leaves: a faulty signature would tell the key. Raises Unsignable.

    Beyond the RFC, 0, 1 and -1 are refused: they are their own signatures, so nobody blinded them.
    """
    key = RSA.import_key(private)
    modulus = int(key.n)
    size = (modulus.bit_length() + 7) // 8
    message = int.from_bytes(blinded, "big")
    if len(blinded) != size or not 1 < message < modulus - 1:
        raise Unsignable(f"A blinded message has {size} bytes, and lies between 1 and the modulus less 1.")
    signature = bytes(key._decrypt_to_bytes(message))  # type: ignore[no-untyped-call]
    if pow(int.from_bytes(signature, "big"), EXPONENT, modulus) != message:
        raise ArithmeticError("the private key does not fit its modulus")
    return signature
