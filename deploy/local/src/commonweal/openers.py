"""`commonweal opener …`: what an opener of sealed bids does, with a key that never leaves the opener's own machine."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import httpx
import typer

from commonweal.errors import CannotDo
from commonweal.files import write_whole
from commonweal.options import NOW, STATE, As, Json, Now, Phase, StateDirectory, err, of_phase, out
from commonweal.sending import asked, signed_in
from commonweal.state import State
from tendering.sealing.rules.boxes import Tampered, key_pair, unsealed
from tendering.sealing.rules.contexts import of_share
from tendering.sealing.rules.shares import fingerprint

app = typer.Typer(add_completion=False, no_args_is_help=True)
V1 = "/tendering/v1"
OPENER = "opener"

Notice = Annotated[UUID, typer.Argument(help="The notice whose bids are sealed.")]


@app.callback()
def opener() -> None:
    """Hold a share of the keys to which bids are sealed, and open them together with others."""


@app.command()
def key(named: As = OPENER, directory: StateDirectory = STATE, now: Now = NOW) -> None:
    """Make a key pair and show its public half to the platform; shares dealt before still open with the older keys."""
    state = State(directory)
    private, public = key_pair()
    held = ring(state, named)
    # Kept before it is shown: a share that is dealt to a key nobody has is lost.
    write_whole(place_of(state, named), held | {public.hex(): private.hex()})
    with signed_in(state, named, now=now) as client:
        body = {"public_key": b64encode(public).decode()}
        out.print_json(json.dumps(asked(client, "POST", f"{V1}/openers", json=body)))
    err.print(f"The private half is in {place_of(state, named)}, and nowhere else.", highlight=False)


@app.command()
def share(
    notice: Notice, phase: Phase = None, named: As = OPENER, directory: StateDirectory = STATE, now: Now = NOW
) -> None:
    """Try whether one's share of a notice's key opens, and is what was dealt; better before the deadline than after."""
    state = State(directory)
    with signed_in(state, named, now=now) as client:
        number, _ = own_share(client, notice, phase, ring(state, named))
        threshold = asked(client, "GET", f"{V1}/notices/{notice}/sealing", params=of_phase(phase))["threshold"]
    what = "bids" if phase is None else f"entries for phase {phase}"
    out.print(f"Share {number} opens; {threshold} such shares open the {what}.", highlight=False)


@app.command("open")
def open_bids(
    notice: Notice,
    *,
    phase: Phase = None,
    named: As = OPENER,
    directory: StateDirectory = STATE,
    json_: Json = False,
    now: Now = NOW,
) -> None:
    """Bring one's share after the deadline. The last one that is needed opens every bid, and names what was spoilt.

    For a phase it is one's share of the key of that phase, and opens the entries for it.
    """
    state = State(directory)
    with signed_in(state, named, now=now) as client:
        number, part = own_share(client, notice, phase, ring(state, named))
        path, body = f"{V1}/notices/{notice}/opening/shares", {"share": part.hex()}
        opening = asked(client, "POST", path, params=of_phase(phase), json=body)
    if json_:
        out.print_json(json.dumps(opening))
        return
    out.print(f"Share {number} is here.", highlight=False)
    for sentence in told(opening):
        out.print(sentence, highlight=False, markup=False)


def own_share(client: httpx.Client, notice: UUID, phase: int | None, keys: dict[str, str]) -> tuple[int, bytes]:
    """The number of this opener's share, and what is in it. Raises CannotDo for one that is not what was dealt."""
    sealed = asked(client, "GET", f"{V1}/notices/{notice}/sealing/share", params=of_phase(phase))
    sealing = asked(client, "GET", f"{V1}/notices/{notice}/sealing", params=of_phase(phase))
    key_id, number = UUID(sealed["key_id"]), int(sealed["number"])
    part = opened(b64decode(sealed["sealed"]), of_share(key_id, UUID(sealed["opener_id"]), number), keys)
    [holder] = [holder for holder in sealing["holders"] if holder["number"] == number]
    if fingerprint(key_id, number, part) != holder["fingerprint"]:
        raise CannotDo(f"Share {number} is not what was dealt: its fingerprint is another.")
    return number, part


def opened(box: bytes, context: bytes, keys: dict[str, str]) -> bytes:
    """A share, by whichever of one's keys it was sealed to. Raises CannotDo."""
    for private in keys.values():
        try:
            return unsealed(box, bytes.fromhex(private), context)
        except Tampered:
            continue
    raise CannotDo("None of your keys opens this share: it was altered, or sealed to a key that is not here.")


def told(opening: dict[str, Any]) -> list[str]:
    """How far an opening has come, in sentences; of a phase not how much there was, to who may not know it."""
    what, here = "bids" if opening["phase"] is None else "entries", len(opening["posted"])
    if opening["opened_at"] is None:
        missing = opening["threshold"] - here
        return [f"{here} of {opening['threshold']} shares are here; {missing} more opens the {what}."]
    if opening["opened"] is None:
        return [f"The {what} are open; the digest of their log is {opening['digest']}."]
    spoilt = [f"Spoilt: {each['commitment']}. {each['reason']}" for each in opening["spoilt"]]
    gone = [f"Missing: {commitment}. It was in at the deadline." for commitment in opening["missing"]]
    return [f"{len(opening['opened'])} of {len(opening['logged'])} {what} were opened.", *spoilt, *gone]


def ring(state: State, named: str) -> dict[str, str]:
    """The opener's private keys by their public halves, in hexadecimal digits; none before the first is made."""
    try:
        held: dict[str, str] = json.loads(place_of(state, named).read_text())
    except FileNotFoundError:
        return {}
    return held


def place_of(state: State, named: str) -> Path:
    """Where they are kept, for their owner's eyes only."""
    folder = state.directory / "openers"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{state.client(named)['client_id']}.json"
