"""`commonweal import charities`, `register` and `payments`: a file goes in parts; while it is read we wait."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Column, Table

from commonweal.errors import CannotDo
from commonweal.options import err, out
from commonweal.sending import asked, signed_in, write_rejected
from commonweal.state import State

COUNTS = ("read", "accepted", "unchanged", "rejected")
OVER = {"done", "failed"}
ASK_AGAIN = 0.2  # seconds
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Desk:
    """Where files of one kind are sent, who may send them, and what is counted of them.

    `shown` is what else a table says; `apart` is where the records that were not taken are listed, and how to ask.
    """

    path: str
    role: str
    counts: Sequence[str]
    shown: Sequence[str]
    apart: Mapping[str, Mapping[str, str]]


REGISTERS = Desk(
    "/registry/v1/imports",
    "registrar",
    ("read", "accepted", "merged", "rejected", "unchanged"),
    ("layout",),
    {"rejected": {}},
)
PAYMENTS = Desk(
    "/tendering/v1/spend-files",
    "platform_admin",
    ("read", "accepted", "unchanged", "rejected", "quarantined", "not_rows", "amounts", "credits"),
    ("refusal",),
    {"lines": {"apart": "true"}},
)


@dataclass
class Account:
    """What became of a file: the platform's own account of it, or why there is none."""

    desk: Desk
    path: Path
    told: dict[str, Any] = field(default_factory=dict)
    rejected_to: Path | None = None
    error: str | None = None

    def count(self, name: str) -> int:
        """One of the counts."""
        return int(self.told.get(name, 0))

    def as_json(self) -> dict[str, Any]:
        """For machines: all that the platform says of it, with every count a number."""
        known = {name: value for name, value in self.told.items() if name not in {"id", "filename", "by", "version"}}
        return {
            "file": str(self.path),
            **dict.fromkeys(self.desk.shown),
            **known,
            **{name: self.count(name) for name in self.desk.counts},
            "rejected_to": str(self.rejected_to) if self.rejected_to else None,
            "error": self.error,
        }


def taken_in(
    desk: Desk, files: Sequence[Path], state: State, said: Mapping[str, Any] = MappingProxyType({})
) -> list[Account]:
    """What became of each file, in order. `said` goes with the announcement of each."""
    words = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]} rows")
    with (
        signed_in(state, desk.role) as client,
        Progress(SpinnerColumn(), *words, console=err, transient=True) as progress,
    ):
        return [one_file(desk, path, client, progress, said) for path in files]


def one_file(desk: Desk, path: Path, client: httpx.Client, progress: Progress, said: Mapping[str, Any]) -> Account:
    """Send it, wait until it is read, and write down what was rejected."""
    account, task = Account(desk, path), progress.add_task(path.name, total=path.stat().st_size, rows=0)
    try:
        address = send(desk, path, client, said, lambda size: progress.update(task, advance=size))
        progress.update(task, total=None)
        while account.told.get("state") not in OVER:
            time.sleep(ASK_AGAIN)
            account.told = asked(client, "GET", address)
            progress.update(task, rows=account.count("read"))
        account.error = account.told["trouble"]
        account.rejected_to = write_rejected(path, rejections(desk, client, address))
    except CannotDo as error:
        account.error = str(error)
    progress.update(task, total=1, completed=1)
    return account


def send(desk: Desk, path: Path, client: httpx.Client, said: Mapping[str, Any], advanced: Callable[[int], None]) -> str:
    """The address of an import that has all of the file and was not refused at once. Raises CannotDo."""
    named = {"filename": path.name, "size": path.stat().st_size, "sha256": digest_of(path), **said}
    announced = asked(client, "POST", desk.path, json=named)
    address = f"{desk.path}/{announced['id']}"
    headers = {"Content-Type": "application/octet-stream"}
    with path.open("rb") as file:
        for part in range(announced["parts"]):
            content = file.read(announced["part_size"])
            asked(client, "PUT", f"{address}/parts/{part}", content=content, headers=headers)
            advanced(len(content))
    asked(client, "POST", f"{address}/begin")
    return address


def digest_of(path: Path) -> str:
    """SHA-256, without the file in memory."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def rejections(desk: Desk, client: httpx.Client, address: str) -> Iterator[dict[str, Any]]:
    """Every record that was not taken, page by page."""
    for apart, asking in desk.apart.items():
        query: dict[str, Any] = {"limit": 100, **asking}
        while True:
            page = asked(client, "GET", f"{address}/{apart}", params=query)
            yield from ({"reason": reason_of(row), **row} for row in page["items"])
            if page["next"] is None:
                break
            query["cursor"] = page["next"]


def reason_of(row: Mapping[str, Any]) -> str:
    """Why a record was not taken, in the platform's own sentence or in words: "bad date in Date: 31/02/2026"."""
    if row.get("sentence"):
        return str(row["sentence"])
    where = f" in {row['column']}" if row.get("column") else ""
    value = f": {row['value']}" if row.get("value") else ""
    return f"{row['code'].replace('_', ' ')}{where}{value}"


def show(desk: Desk, accounts: Sequence[Account], *, as_json: bool) -> None:
    """What became of each file and of all together. Exit code 1 if one could not be read to its end."""
    if as_json:
        sums = {name: sum(it.count(name) for it in accounts) for name in desk.counts}
        out.print_json(json.dumps({"files": [it.as_json() for it in accounts], **sums}))
    else:
        out.print(table_of(desk, accounts))
        for line in (line for it in accounts for line in remarks(it)):
            err.print(line, markup=False, highlight=False)
    if any(it.error for it in accounts):
        raise typer.Exit(1)


def table_of(desk: Desk, accounts: Sequence[Account]) -> Table:
    """The counts that every import has, whole in eighty columns; what else was counted where there is any of it."""
    counts = [*COUNTS, *(name for name in desk.counts if name not in COUNTS and any(it.count(name) for it in accounts))]
    shown = [name for name in desk.shown if any(it.told.get(name) for it in accounts)]
    table = Table(Column("file", overflow="fold"), *shown, *(Column(name, no_wrap=True) for name in counts), box=None)
    for it in accounts:
        said = (it.told.get(name) or "-" for name in shown)
        table.add_row(it.path.name, *said, *(str(it.count(name)) for name in counts))
    return table


def remarks(account: Account) -> Iterator[str]:
    """What a table cannot say."""
    for layout in account.told.get("layouts", []):
        yield from (f"{account.path.name}, line {layout['line']}: {choice}" for choice in layout["choices"])
    if account.rejected_to:
        yield f"{account.path.name}: the rejected rows and their reasons are in {account.rejected_to}."
    if account.error:
        yield f"{account.path.name}: {account.error}"
