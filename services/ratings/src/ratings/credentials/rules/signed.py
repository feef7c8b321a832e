"""A signed credential as it is kept and sent: one line of text, short enough for a QR code."""

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from ratings.credentials.rules.blinding import PREFIX, is_signed

NONCE = 32
MARK = "cw1."
TEXT = re.compile(r"cw1\.[A-Za-z0-9_-]{300,900}", re.ASCII)
LONGEST = 904


@dataclass(frozen=True)
class SignedCredential:
    """The key's id, the rater's own nonce behind its random prefix, and the signature of both."""

    key_id: UUID
    prepared: bytes
    signature: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for what is no signed credential."""
        line = text.strip()
        if TEXT.fullmatch(line) is None:
            raise ValueError("A signed credential is a line that begins with cw1.")
        encoded = line.removeprefix(MARK)
        raw = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        if urlsafe_b64encode(raw).rstrip(b"=").decode() != encoded:
            raise ValueError("A signed credential has one spelling, and this is another.")
        start = 16 + PREFIX + NONCE
        return cls(UUID(bytes=raw[:16]), raw[16:start], raw[start:])

    def __str__(self) -> str:
        raw = self.key_id.bytes + self.prepared + self.signature
        return MARK + urlsafe_b64encode(raw).rstrip(b"=").decode()

    @property
    def nonce(self) -> bytes:
        """What the rater drew, and nobody but the rater saw before it was spent."""
        return self.prepared[PREFIX:]

    @property
    def nullifier(self) -> bytes:
        """By which it is known to be spent."""
        return hashlib.sha256(self.nonce).digest()

    def is_signed_by(self, modulus: bytes) -> bool:
        """Whether the key vouches for it."""
        return is_signed(int.from_bytes(modulus, "big"), self.prepared, self.signature)


def signed_in(text: str) -> SignedCredential | None:
    """The signed credential that the text is, or None for a code. Raises ValueError for a spoilt one."""
    return SignedCredential.parse(text) if text.lstrip().startswith(MARK) else None
