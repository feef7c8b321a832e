"""`commonweal seal`: a bid is sealed on its bidder's own machine, and leaves it as ciphertext."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from commonweal.errors import CannotDo
from commonweal.options import out
from kernel.errors import Unacceptable
from tendering.envelopes.schemas import read_envelope
from tendering.sealing.rules.boxes import filled, sealed
from tendering.sealing.rules.contexts import of_bid

app = typer.Typer(add_completion=False)

Bid = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="The bid: offers, proposal, documents, as JSON.")
]
Bidder = Annotated[UUID, typer.Option(help="The organisation that bids.", show_default=False)]
Sealing = Annotated[
    Path, typer.Option(exists=True, dir_okay=False, help="What /notices/{id}/sealing answered.", show_default=False)
]


@app.command()
def seal(bid: Bid, sealing: Sealing, bidder: Bidder) -> None:
    """Seal a bid without a network: the body to send goes to standard output."""
    out.print_json(json.dumps(sealed_body(bid.read_bytes(), json.loads(sealing.read_bytes()), bidder)))


def sealed_body(text: bytes, sealing: dict[str, Any], bidder: UUID) -> dict[str, Any]:
    """What is sent in place of a bid. Raises CannotDo for what would be spoilt at the opening."""
    try:
        envelope = read_envelope(text)
    except Unacceptable as error:
        raise CannotDo(f"This is no bid: {error}") from error
    notice_id, key_id = UUID(sealing["notice_id"]), UUID(sealing["key_id"])
    context = of_bid(notice_id, bidder, key_id, sealing["terms"])
    box = sealed(filled(text), b64decode(sealing["public_key"]), context)
    return {
        "sealed": {
            "ciphertext": b64encode(box).decode(),
            "key_id": str(key_id),
            "terms": sealing["terms"],
            "lots": [str(lot_id) for lot_id in envelope.lots],
        }
    }
