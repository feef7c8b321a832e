"""Amounts to be looked for wherever bytes are kept, however they might be written there."""

import gzip
from base64 import b64encode
from decimal import Decimal
from typing import Any

from services.tendering.tests.builders import pounds

LOTS = 100
#: 200 amounts of thirteen digits, so that none is found by chance.
PLANTED = [f"{987_654_321_07 + 7_919_331 * place}.{place % 100:02}" for place in range(2 * LOTS)]


def spellings(amount: str) -> list[bytes]:
    """The ways in which an amount of pounds might have been kept."""
    pence = int(Decimal(amount) * 100)
    plain = [amount, str(pence), f"{Decimal(amount).normalize():f}", f"{Decimal(amount):,}"]
    return [
        *(word.encode() for word in plain),
        *(word.encode().hex().encode() for word in plain[:2]),
        *(b64encode(word.encode()).rstrip(b"=")[:-1] for word in plain[:2]),
        *(pence.to_bytes(8, order) for order in ("little", "big")),
        *(pence.to_bytes(8, order).hex().encode() for order in ("little", "big")),
        gzip.compress(amount.encode(), mtime=0)[10:-8],
    ]


def found(in_what: bytes) -> list[str]:
    """The planted amounts that can be read there."""
    return [amount for amount in PLANTED if any(spelling in in_what for spelling in spellings(amount))]


def bodies(notice: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two bids, each for every lot, with the planted amounts."""
    return tuple(  # type: ignore[return-value]  # two halves
        {
            "offers": [
                {"lot_id": lot["id"], "price": pounds(amount)} for lot, amount in zip(notice["lots"], part, strict=True)
            ],
            "proposal": "Homes first.",
        }
        for part in (PLANTED[:LOTS], PLANTED[LOTS:])
    )
