"""What somebody wrote into the form of a bid. Pure: no database, no clock, no wire."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kernel.errors import Unacceptable
from tendering.notices.domain import Notice

PRICE = re.compile(r"([0-9]{1,12})(\.[0-9]{2})?", re.ASCII)


@dataclass(frozen=True)
class Written:
    """Prices by their lots, as they were typed, and the proposal."""

    prices: Mapping[UUID, str] = field(default_factory=dict)
    proposal: str = ""

    def text(self) -> bytes:
        """The same as a bid is sent, whole or not. Raises Unacceptable for what is no price."""
        offers = [
            {"lot_id": str(lot_id), "price": {"amount": pounds(typed), "currency": "GBP"}}
            for lot_id, typed in self.prices.items()
        ]
        proposal = {"proposal": self.proposal} if self.proposal else {}
        return json.dumps({"offers": offers, **proposal}, ensure_ascii=False).encode()


def pounds(typed: str) -> str:
    """`85000` is 85000.00. Raises Unacceptable."""
    found = PRICE.fullmatch(typed)
    if found is None:
        raise Unacceptable("/offers", f"“{typed}” is no price: write pounds, such as 85000 or 85000.00.")
    return f"{int(found[1])}{found[2] or '.00'}"


def written_in(form: Mapping[str, str], notice: Notice) -> Written:
    """What a browser sent; lots without a price are not bid for."""
    typed = {lot.id: form.get(f"price-{lot.id}", "").strip() for lot in notice.lots}
    prices = {lot_id: price for lot_id, price in typed.items() if price}
    return Written(prices, form.get("proposal", "").replace("\r\n", "\n").strip())
