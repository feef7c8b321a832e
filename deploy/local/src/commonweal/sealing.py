"""`commonweal seal`: a bid or an entry is sealed on its sender's own machine, and leaves it as ciphertext."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from commonweal.errors import CannotDo
from commonweal.options import out
from kernel.errors import Unacceptable
from tendering.entries.schemas import read_entry
from tendering.envelopes.schemas import read_envelope
from tendering.sealing.rules.boxes import filled, sealed
from tendering.sealing.rules.contexts import of_bid, of_entry

app = typer.Typer(add_completion=False)

Bid = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The bid, or the entry for a phase, as JSON.")]
Bidder = Annotated[UUID, typer.Option(help="The organisation that sends it.", show_default=False)]
Sealing = Annotated[
    Path,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="What /notices/{id}/sealing answered, for an entry with ?phase=.",
        show_default=False,
    ),
]


@app.command()
def seal(bid: Bid, sealing: Sealing, bidder: Bidder) -> None:
    """Seal a bid, or an entry for a phase, without a network: the body to send goes to standard output."""
    out.print_json(json.dumps(sealed_body(bid.read_bytes(), json.loads(sealing.read_bytes()), bidder)))


def sealed_body(text: bytes, sealing: dict[str, Any], sender: UUID) -> dict[str, Any]:
    """What is sent in place of a bid or an entry. Raises CannotDo for what would be spoilt at the opening."""
    notice_id, key_id, phase = UUID(sealing["notice_id"]), UUID(sealing["key_id"]), sealing.get("phase")
    beside: dict[str, Any] = {"key_id": str(key_id)}
    try:
        if phase is None:
            lots = read_envelope(text).lots
            context = of_bid(notice_id, sender, key_id, sealing["terms"])
            beside |= {"terms": sealing["terms"], "lots": [str(lot_id) for lot_id in lots]}
        else:
            read_entry(text)
            context = of_entry(notice_id, phase, sender, key_id)
    except Unacceptable as error:
        raise CannotDo(f"This is no {'bid' if phase is None else 'entry'}: {error}") from error
    box = sealed(filled(text), b64decode(sealing["public_key"]), context)
    return {"sealed": {"ciphertext": b64encode(box).decode()} | beside}
