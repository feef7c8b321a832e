"""Codes that can be printed, read out and typed, and of which only a digest is kept."""

import hashlib
import re
import secrets

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
GROUPS, GROUP = 5, 4  # 100 bits: nobody guesses one, nor finds one from its digest
LIKE = str.maketrans("OIL", "011")
CODE = re.compile(rf"[{SYMBOLS}]{{{GROUPS * GROUP}}}", re.ASCII)


def new_code() -> str:
    """A credential such as 7H2K-Q0ZD-44MX-9TRW-B3VE."""
    return "-".join("".join(secrets.choice(SYMBOLS) for _ in range(GROUP)) for _ in range(GROUPS))


def digest_of(code: str) -> bytes:
    """SHA-256 of the code as it was meant: any case, spaces and hyphens anywhere, O for 0, I or L for 1.

    Raises ValueError for what cannot be a code.
    """
    meant = code.replace("-", "").replace(" ", "").upper().translate(LIKE)
    if CODE.fullmatch(meant) is None:
        raise ValueError("A credential is five groups of four letters and digits.")
    return hashlib.sha256(meant.encode()).digest()
