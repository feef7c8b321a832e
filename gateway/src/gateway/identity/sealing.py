"""Private keys at rest: ChaCha20-Poly1305 under a key derived from the deployment's secret."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class WrongSecret(Exception):
    """What is in the database was sealed under another COMMONWEAL_SECRET."""


class Seal:
    """Closes and opens. What was sealed for one `kid` opens for no other."""

    def __init__(self, secret: str) -> None:
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"commonweal gateway signing keys")
        self.cipher = ChaCha20Poly1305(derive.derive(secret.encode()))

    def close(self, plain: bytes, kid: str) -> bytes:
        """Nonce and ciphertext."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + self.cipher.encrypt(nonce, plain, kid.encode())

    def open(self, sealed: bytes, kid: str) -> bytes:
        """What was closed. Raises WrongSecret."""
        try:
            return self.cipher.decrypt(sealed[:NONCE], sealed[NONCE:], kid.encode())
        except InvalidTag as error:
            raise WrongSecret(f"The signing key {kid} was sealed under another COMMONWEAL_SECRET.") from error
