"""How the keys of receipts look on the wire."""

from typing import Annotated, Literal

from pydantic import Field

from chassis.wire import Out

THUMBPRINT = r"^[A-Za-z0-9_-]{43}$"


class ReceiptKeyOut(Out):
    """A public key (RFC 8037 §2); `kid` is its thumbprint (RFC 7638)."""

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    use: Literal["sig"] = "sig"
    kid: Annotated[str, Field(pattern=THUMBPRINT)]
    x: Annotated[str, Field(pattern=THUMBPRINT)]


class ReceiptKeysOut(Out):
    """A JSON Web Key Set (RFC 7517 §5), as every library of JSON Web Signatures reads it."""

    keys: list[ReceiptKeyOut]
