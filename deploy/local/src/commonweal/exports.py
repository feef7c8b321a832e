"""`commonweal export …`: what is published, in its standard's own format, or as the Transparency Code's tables."""

import json
from pathlib import Path
from typing import Annotated

import httpx
import typer

from commonweal.errors import CannotDo
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.state import State

app = typer.Typer(add_completion=False, no_args_is_help=True)

Target = Annotated[Path, typer.Option("--out", dir_okay=False, help="The file to write.", show_default=False)]
Buyer = Annotated[str, typer.Option(help="Only this buyer's: its id or one of its org-ids.", show_default=False)]
WHOSE = "Only this funder's: its id or one of its org-ids."
Funder = Annotated[str, typer.Option("--funder", "--buyer", help=WHOSE, show_default=False)]
OFFERING = "Only what this organisation offers: its id or one of its org-ids."
Organisation = Annotated[str, typer.Option("--organisation", "--buyer", help=OFFERING, show_default=False)]
WHEN = "Only this quarter, as 2027-Q1; of grants a financial year, as 2026-27."
Period = Annotated[str, typer.Option(help=WHEN, show_default=False)]
Imported = Annotated[bool, typer.Option("--imported", help="With what was imported from others, as they published it.")]


@app.callback()
def exports() -> None:
    """Write what is published to a file, in its standard's format."""


@app.command()
def ocds(
    target: Target,
    directory: StateDirectory = STATE,
    buyer: Buyer = "",
    imported: Imported = False,
    as_json: Json = False,
) -> None:
    """Every release in one OCDS 1.1 release package."""
    query = {"buyer": buyer} if buyer else {}
    written(State(directory), "/transparency/v1/bulk/ocds", query, target, imported=imported, as_json=as_json)


@app.command("360giving")
def giving(
    target: Target,
    directory: StateDirectory = STATE,
    funder: Funder = "",
    imported: Imported = False,
    as_json: Json = False,
) -> None:
    """Every grant in one 360Giving 1.4 package."""
    query = {"funder": funder} if funder else {}
    written(State(directory), "/transparency/v1/bulk/360giving", query, target, imported=imported, as_json=as_json)


@app.command()
def openreferral(
    target: Target,
    directory: StateDirectory = STATE,
    organisation: Organisation = "",
    imported: Imported = False,
    as_json: Json = False,
) -> None:
    """Every service, fully nested, in one Open Referral UK 3.0 package."""
    query = {"organisation": organisation} if organisation else {}
    written(State(directory), "/registry/v1/bulk/openreferral", query, target, imported=imported, as_json=as_json)


@app.command("contracts-register")
def contracts_register(
    target: Target, directory: StateDirectory = STATE, buyer: Buyer = "", period: Period = "", as_json: Json = False
) -> None:
    """Contracts over £5,000, as the Transparency Code asks: CSV, or JSON if the file is called so."""
    table(State(directory), "contracts-register", buyer, period, target, as_json=as_json)


@app.command()
def invitations(
    target: Target, directory: StateDirectory = STATE, buyer: Buyer = "", period: Period = "", as_json: Json = False
) -> None:
    """Invitations to tender over £5,000, as the Transparency Code asks: CSV, or JSON if the file is called so."""
    table(State(directory), "invitations", buyer, period, target, as_json=as_json)


@app.command()
def spend(
    target: Target, directory: StateDirectory = STATE, buyer: Buyer = "", period: Period = "", as_json: Json = False
) -> None:
    """Payments over £500, as the Transparency Code asks: CSV, or JSON if the file is called so."""
    table(State(directory), "spend", buyer, period, target, as_json=as_json)


@app.command("vcse-grants")
def vcse_grants(
    target: Target, directory: StateDirectory = STATE, funder: Funder = "", period: Period = "", as_json: Json = False
) -> None:
    """Grants to VCSEs, as the Transparency Code asks: CSV, or JSON if the file is called so."""
    table(State(directory), "vcse-grants", funder, period, target, as_json=as_json)


def table(state: State, name: str, publisher: str, period: str, target: Path, *, as_json: bool) -> None:
    """One of the Code's tables in a file."""
    asked = {"publisher": publisher, "period": period, "format": "json" if target.suffix == ".json" else "csv"}
    query = {key: value for key, value in asked.items() if value}
    size = download(state.running().url, f"/transparency/v1/published/{name}", query, target)
    report(target, size, as_json=as_json)


def written(state: State, path: str, query: dict[str, str], target: Path, *, imported: bool, as_json: bool) -> None:
    """One package in a file."""
    query = {"format": "package", "source": "all" if imported else "own", **query}
    report(target, download(state.running().url, path, query, target), as_json=as_json)


def report(target: Path, size: int, *, as_json: bool) -> None:
    """Say what was written."""
    if as_json:
        out.print_json(json.dumps({"file": str(target), "bytes": size}))
    else:
        out.print(f"{target}: {size:,} bytes.", markup=False, highlight=False)


def download(url: str, path: str, query: dict[str, str], target: Path) -> int:
    """The answer as a file, whole or not at all; its size in bytes. Raises CannotDo."""
    fresh = target.with_name(f".{target.name}.part")
    try:
        with httpx.stream("GET", f"{url}{path}", params=query, timeout=60) as answer, fresh.open("wb") as file:
            if answer.status_code != 200:
                raise CannotDo(f"The platform did not give it: {answer.read().decode(errors='replace')[:500]}")
            with err.status("") as status:
                for piece in answer.iter_bytes():
                    file.write(piece)
                    status.update(f"{target.name}: {file.tell():,} bytes")
        fresh.replace(target)
    except (httpx.TransportError, OSError) as error:
        raise CannotDo(f"{target} was not written: {getattr(error, 'strerror', None) or error}") from error
    finally:
        fresh.unlink(missing_ok=True)
    return target.stat().st_size
