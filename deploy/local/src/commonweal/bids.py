"""`commonweal bid …`: what a provider does."""

import json
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import httpx
import typer

from commonweal.errors import CannotDo
from commonweal.options import NOW, STATE, As, Now, Phase, StateDirectory, err, of_phase, out
from commonweal.sealing import Bid, sealed_body
from commonweal.sending import asked, refusal_of, signed_in
from commonweal.state import State
from tendering.receipts.rules import Forged, verified

app = typer.Typer(add_completion=False, no_args_is_help=True)
V1 = "/tendering/v1"

Notice = Annotated[UUID, typer.Argument(help="The notice that it is for.")]
Number = Annotated[UUID, typer.Argument(help="The bid, as its receipt names it.")]
Kept = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A receipt as it was printed.")]
Keys = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="What /receipts/keys answered, to check without a network."),
]


@app.callback()
def bid() -> None:
    """Bid for what is announced."""


@app.command()
def submit(
    notice: Notice,
    bid: Bid,
    *,
    phase: Phase = None,
    named: As = "provider",
    directory: StateDirectory = STATE,
    now: Now = NOW,
) -> None:
    """Seal a bid, or an entry for a phase, if its notice asks for that, and send it.

    The receipt goes to standard output, once it is checked.
    """
    state, text, path = State(directory), bid.read_bytes(), f"{V1}/notices/{notice}"
    method, place = ("POST", f"{path}/bids") if phase is None else ("PUT", f"{path}/phases/{phase}/entry")
    with signed_in(state, named, now=now) as client:
        sealing = client.get(f"{path}/sealing", params=of_phase(phase))
        body = sealed_body(text, sealing.json(), bidder_of(state, named)) if sealing.is_success else json.loads(text)
        sent = json.dumps(body).encode()
        answer = client.request(method, place, content=sent, headers={"Content-Type": "application/json"})
        if not answer.is_success:
            raise CannotDo(f"It was not taken: {refusal_of(answer)}")
        receipt = answer.json()
        told = checked(receipt, keys_of(client))
    if told["commitment"] != commitment_to(body, sent):
        raise CannotDo("The receipt is for something else than what was sent.")
    shown(receipt, told)


@app.command()
def receipt(bid: Number, named: As = "provider", directory: StateDirectory = STATE, now: Now = NOW) -> None:
    """Fetch the receipt of a bid anew and check it: once the bids are open it names its position in the ledger."""
    with signed_in(State(directory), named, now=now) as client:
        fresh = asked(client, "GET", f"{V1}/bids/{bid}/receipt")
        shown(fresh, checked(fresh, keys_of(client)))


@app.command()
def check(receipt: Kept, keys: Keys = None, directory: StateDirectory = STATE) -> None:
    """Check a receipt that somebody kept; nobody needs to be signed in for that."""
    kept = json.loads(receipt.read_bytes())
    if keys is None:
        with httpx.Client(base_url=State(directory).running().url) as client:
            shown(kept, checked(kept, keys_of(client)))
    else:
        shown(kept, checked(kept, json.loads(keys.read_bytes())))


def keys_of(client: httpx.Client) -> dict[str, Any]:
    """With which receipts are signed. Raises CannotDo."""
    return asked(client, "GET", f"{V1}/receipts/keys")


def checked(receipt: dict[str, Any], keys: dict[str, Any]) -> dict[str, Any]:
    """What was signed. Raises CannotDo for a receipt that says something else than its signature."""
    try:
        told = verified(receipt["signed"], keys)
    except (Forged, KeyError) as error:
        raise CannotDo(f"The receipt is not genuine: {error}") from error
    beside = {"bid_id": receipt.get("id")} | {name: receipt.get(name) for name in told if name in receipt}
    if any(told[name] != value for name, value in beside.items()):
        raise CannotDo("The receipt is not genuine: it says something else than what was signed.")
    return told


def commitment_to(body: dict[str, Any], sent: bytes) -> str | None:
    """What the receipt must name: our ciphertext, or what we sent in clear."""
    sealed = body.get("sealed")
    return sha256(b64decode(sealed["ciphertext"]) if sealed else sent).hexdigest()


def shown(receipt: dict[str, Any], told: dict[str, Any]) -> None:
    """The receipt for whoever keeps it, and a sentence for who looks."""
    out.print_json(json.dumps(receipt))
    where = f", position {told['position']} of the ledger" if told["position"] is not None else ""
    err.print(f"Genuine: received at {told['received_at']}{where}.", highlight=False)


def bidder_of(state: State, named: str) -> UUID:
    """The organisation for which this client acts."""
    return UUID(state.client(named)["organisation"])
