"""`commonweal import …`: files of other publishers, through the public interface, as often as one likes."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from commonweal import registers
from commonweal.options import STATE, Json, StateDirectory, err, out
from commonweal.registers import COUNTS, PAYMENTS, REGISTERS
from commonweal.sending import Report, chunks_of, read, sent, signed_in
from commonweal.state import State
from kernel.json_text import Unreadable, elements, members, whole
from transparency.grant_imports.readers import packages, sheets
from transparency.imports.readers.rows import Publication, Row, publications_in
from transparency.release_imports import readers as releases

app = typer.Typer(add_completion=False, no_args_is_help=True)

Files = Annotated[
    list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="As published, as many as you like.")
]
Directory = Annotated[str, typer.Option("--publisher", help="Whose directory it is.", show_default=False)]
Publisher = Annotated[str, typer.Option(help="Who published it, where the file does not say.", show_default=False)]


@dataclass(frozen=True)
class Standard:
    """Where files of one standard go, the word for what their packages carry, and how they are read."""

    path: str
    carried: str
    publications: Callable[[Path], Iterator[Publication]]


def releases_in(path: Path) -> Iterator[Publication]:
    """The packages of a file in OCDS."""
    with read(path) as lines:
        yield from publications_in(lines, releases.publication)


def grants_in(path: Path) -> Iterator[Publication]:
    """The packages of a file in 360Giving: JSON, JSON Lines, XLSX or CSV."""
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        yield sheets.workbook(path)
    elif path.suffix.lower() == ".csv":
        yield sheets.comma_separated(path)
    else:
        with read(path) as lines:
            yield from publications_in(lines, packages.publication)


def services_in(path: Path) -> Iterator[Publication]:
    """The objects of a feed in Open Referral UK: pages, lists, single objects, JSON Lines of any of these."""
    with read(path) as lines:
        yield from publications_in(lines, page_of_feed)


def page_of_feed(text: str) -> Publication:
    """The objects of one JSON text, each as it stands there. Raises Unreadable."""
    span = whole(text)
    contents = dict(members(span)).get("contents", span) if span.kind == "{" else span
    return Publication({}, (Row(str(it)) for it in (elements(contents) if contents.kind == "[" else [contents])))


OCDS = Standard("/transparency/v1/imports/ocds", "releases", releases_in)
GIVING = Standard("/transparency/v1/imports/360giving", "grants", grants_in)
OPEN_REFERRAL = Standard("/registry/v1/imports/openreferral", "contents", services_in)


@app.callback()
def imports() -> None:
    """Take in what others published. Every rejected row goes to FILE.rejected.jsonl with its reason."""


@app.command()
def ocds(files: Files, directory: StateDirectory = STATE, publisher: Publisher = "", as_json: Json = False) -> None:
    """Releases of other portals: release packages, record packages, JSON Lines, also gzipped. Again: no effect."""
    show(taken_in(OCDS, files, State(directory), publisher), as_json=as_json)


@app.command("360giving")
def giving(files: Files, directory: StateDirectory = STATE, publisher: Publisher = "", as_json: Json = False) -> None:
    """Grants of other funders: JSON, JSON Lines, XLSX or CSV. Every repair is on record. Again: no effect."""
    show(taken_in(GIVING, files, State(directory), publisher), as_json=as_json)


@app.command()
def openreferral(files: Files, publisher: Directory, directory: StateDirectory = STATE, as_json: Json = False) -> None:
    """Services of other directories, in Open Referral UK 3.0: pages, lists or JSON Lines, also gzipped."""
    show(taken_in(OPEN_REFERRAL, files, State(directory), publisher), as_json=as_json)


@app.command()
def charities(files: Files, directory: StateDirectory = STATE, as_json: Json = False) -> None:
    """Files of the charity registers as published, zipped or not: tables and crosswalks. Again: no effect."""
    registers.show(REGISTERS, registers.taken_in(REGISTERS, files, State(directory)), as_json=as_json)


@app.command()
def register(files: Files, directory: StateDirectory = STATE, as_json: Json = False) -> None:
    """Files of any register that is known: companies, societies, councils, schools, codes, areas. Again: no effect."""
    registers.show(REGISTERS, registers.taken_in(REGISTERS, files, State(directory)), as_json=as_json)


@app.command()
def payments(
    files: Files,
    directory: StateDirectory = STATE,
    *,
    payer: Annotated[list[str], typer.Option(help="The only names that its payer column may hold.")] = [],  # noqa: B006
    first: Annotated[str, typer.Option(help="The first day of its period: 2026-04-01.", show_default=False)] = "",
    last: Annotated[str, typer.Option(help="The last day of its period: 2026-04-30.", show_default=False)] = "",
    total: Annotated[
        str, typer.Option(help="The sum that its publisher declares: 1234567.89.", show_default=False)
    ] = "",
    as_json: Json = False,
) -> None:
    """Spend files of any council or department: CSV, XLSX or a zip of one, as published. Again: no effect."""
    told = {"first": first, "last": last, "control_total": {"amount": total} if total else None, "payers": payer}
    said = {name: value for name, value in told.items() if value}
    registers.show(PAYMENTS, registers.taken_in(PAYMENTS, files, State(directory), said), as_json=as_json)


def taken_in(standard: Standard, files: list[Path], state: State, publisher: str) -> list[Report]:
    """What became of each file."""
    query = {"publisher": publisher} if publisher else {}
    words = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]} rows")
    with (
        signed_in(state, "platform_admin") as client,
        Progress(SpinnerColumn(), *words, console=err, transient=True) as progress,
    ):
        return [one_file(standard, path, query, client, progress) for path in files]


def one_file(standard: Standard, path: Path, query: dict[str, str], client: httpx.Client, progress: Progress) -> Report:
    """Chunk by chunk; a file that breaks off is taken in up to there, and its report says why."""
    report, size = Report(path), path.stat().st_size
    task = progress.add_task(path.name, total=size, rows=0)
    with account_of(report):
        for chunk in chunks_of(standard.publications(path), report):
            report.add(chunk, sent(client, standard.path, chunk.body(standard.carried), query))
            progress.update(task, advance=chunk.size, rows=report.read)
    progress.update(task, completed=size, rows=report.read)
    return report


@contextmanager
def account_of(report: Report) -> Iterator[None]:
    """However the file ends, its rejected rows are written down."""
    try:
        yield
    except Unreadable as error:
        report.error = str(error)
    except UnicodeDecodeError as error:
        report.error = f"It is not UTF-8: {error.reason} at byte {error.start + 1}."
    finally:
        report.write_rejected()


def show(reports: list[Report], *, as_json: bool) -> None:
    """What became of each file and of all together. Exit code 1 if one could not be read."""
    if as_json:
        sums = {name: sum(getattr(report, name) for report in reports) for name in COUNTS}
        out.print_json(json.dumps({"files": [report.told() for report in reports], **sums}))
    else:
        table = Table("file", *COUNTS, box=None)
        for report in reports:
            table.add_row(report.path.name, *(str(getattr(report, name)) for name in COUNTS))
        out.print(table)
        for line in (line for report in reports for line in remarks(report)):
            err.print(line, markup=False, highlight=False)
    if any(report.error for report in reports):
        raise typer.Exit(1)


def remarks(report: Report) -> Iterator[str]:
    """What a table cannot say."""
    if report.notes:
        yield f"{report.path.name}: {len(report.notes)} rows were not quite as their standard wants; --json says why."
    if report.rejected_to:
        yield f"{report.path.name}: the rejected rows and their reasons are in {report.rejected_to}."
    if report.error:
        yield f"{report.path.name}: {report.error}"
