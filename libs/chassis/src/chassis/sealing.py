"""Small secrets at rest: ChaCha20-Poly1305 under a key derived from the deployment's secret."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class WrongSecret(Exception):
    """What is in the database was sealed under another COMMONWEAL_SECRET."""


def derived(secret: str, purpose: str) -> bytes:
    """32 bytes that are this deployment's for one purpose, and tell nothing of those for another."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"commonweal {purpose}".encode())
    return derive.derive(secret.encode())


class Seal:
    """Closes and opens. What was sealed under one name, or for one purpose, opens under no other."""

    def __init__(self, secret: str, purpose: str) -> None:
        self.cipher = ChaCha20Poly1305(derived(secret, purpose))

    def close(self, plain: bytes, name: str) -> bytes:
        """Nonce and ciphertext."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self.cipher.encrypt(nonce, plain, name.encode())

    def open(self, sealed: bytes, name: str) -> bytes:
        """What was closed. Raises WrongSecret."""
        try:
            return self.cipher.decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
        except InvalidTag as error:
            raise WrongSecret(f"{name} was sealed under another COMMONWEAL_SECRET.") from error
