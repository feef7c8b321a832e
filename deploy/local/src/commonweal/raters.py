"""`commonweal rater`: a council invites those who used a service, and whoever is invited makes a credential of it."""

from base64 import b64decode, b64encode
from pathlib import Path
from secrets import token_bytes
from typing import Annotated, Any
from uuid import UUID

import httpx
import typer

from commonweal.errors import CannotDo
from commonweal.options import NOW, STATE, As, Now, StateDirectory, out
from commonweal.sending import asked, signed_in
from commonweal.state import State
from ratings.credentials.rules.blinding import BadSignature, blind, finalized, prepared
from ratings.credentials.rules.signed import NONCE, SignedCredential

ISSUER = "/ratings/v1/issuer"
AT_ONCE = 1000
app = typer.Typer(add_completion=False, no_args_is_help=True)

Key = Annotated[UUID, typer.Argument(help="The key of the contract and quarter.")]
Contacts = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The council's references, one a line.")]
Code = Annotated[str, typer.Argument(help="The invitation, as it was sent.")]
Target = Annotated[Path, typer.Option("--out", dir_okay=False, help="Where it is kept.", show_default=False)]


@app.callback()
def rater() -> None:
    """Give those who used a service the means to rate it."""


@app.command()
def invite(
    key: Key, contacts: Contacts, named: As = "rater_issuer", directory: StateDirectory = STATE, now: Now = NOW
) -> None:
    """Invite people, once each: lines of reference and invitation go to standard output, for the printer of letters."""
    references = [line.strip() for line in contacts.read_text().splitlines() if line.strip()]
    with signed_in(State(directory), named, now=now) as client:
        for first in range(0, len(references), AT_ONCE):
            batch = references[first : first + AT_ONCE]
            told = asked(client, "POST", f"{ISSUER}/keys/{key}/invitations", json={"contacts": batch})
            for reference, invitation in zip(batch, told["invitations"], strict=True):
                out.print(f"{reference}\t{invitation}", markup=False, highlight=False)


@app.command()
def ask(invitation: Code, target: Target, directory: StateDirectory = STATE, now: Now = NOW) -> None:
    """Make a credential on this machine: what the issuer signs it cannot see, and what is kept it never saw."""
    headers = {"Commonweal-Now": now} if now else {}
    with httpx.Client(base_url=State(directory).running().url, headers=headers) as client:
        target.write_text(f"{credential_for(client, invitation)}\n")


def credential_for(client: httpx.Client, invitation: str) -> SignedCredential:
    """What a rater's machine makes of an invitation. Raises CannotDo where the issuer refuses, or shows another key."""
    key = asked(client, "POST", f"{ISSUER}/invitations", json={"invitation": invitation})
    if asked(client, "GET", f"{ISSUER}/keys/{key['id']}") != key:
        raise CannotDo("You were shown another key than everybody else.")
    return blinded_and_signed(client, invitation, key)


def blinded_and_signed(client: httpx.Client, invitation: str, key: dict[str, Any]) -> SignedCredential:
    """Blind, have it signed, unblind, check."""
    modulus, message = int.from_bytes(b64decode(key["modulus"]), "big"), prepared(token_bytes(NONCE))
    hidden = blind(modulus, message)
    sent = {"invitation": invitation, "blinded": b64encode(hidden.request).decode()}
    answer = b64decode(asked(client, "POST", f"{ISSUER}/signatures", json=sent)["signature"])
    try:
        return SignedCredential(UUID(key["id"]), message, finalized(modulus, message, answer, hidden.inverse))
    except BadSignature as error:
        raise CannotDo(str(error)) from error
