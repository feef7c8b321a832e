"""`commonweal import charities` and `register`: a register's file goes in parts, and is waited for while it is read."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from commonweal.errors import CannotDo
from commonweal.options import err, out
from commonweal.sending import asked, signed_in
from commonweal.state import State

IMPORTS = "/registry/v1/imports"
COUNTS = ("read", "accepted", "merged", "rejected", "unchanged")
OVER = {"done", "failed"}
ASK_AGAIN = 0.2  # seconds
_BLOCK = 1024 * 1024


@dataclass
class Account:
    """What became of a file: the platform's own account of it, or why there is none."""

    path: Path
    told: dict[str, Any] = field(default_factory=dict)
    rejected_to: Path | None = None
    error: str | None = None

    def count(self, name: str) -> int:
        """One of the counts."""
        return int(self.told.get(name, 0))

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        counts = {name: self.count(name) for name in (*COUNTS, "repeated")}
        return {
            "file": str(self.path),
            "layout": self.told.get("layout"),
            **counts,
            "rejected_by_code": self.told.get("rejected_by_code", {}),
            "rejected_to": str(self.rejected_to) if self.rejected_to else None,
            "error": self.error,
        }


def taken_in(files: Sequence[Path], state: State) -> list[Account]:
    """What became of each file, in order."""
    words = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]} rows")
    with (
        signed_in(state, "registrar") as client,
        Progress(SpinnerColumn(), *words, console=err, transient=True) as progress,
    ):
        return [one_file(path, client, progress) for path in files]


def one_file(path: Path, client: httpx.Client, progress: Progress) -> Account:
    """Send it, wait until it is read, and write down what was rejected."""
    account, task = Account(path), progress.add_task(path.name, total=path.stat().st_size, rows=0)
    try:
        import_id = send(path, client, lambda size: progress.update(task, advance=size))
        progress.update(task, total=None)
        while account.told.get("state") not in OVER:
            time.sleep(ASK_AGAIN)
            account.told = asked(client, "GET", f"{IMPORTS}/{import_id}")
            progress.update(task, rows=account.count("read"))
        account.error = account.told["trouble"]
        account.rejected_to = write_rejected(path, rejections(client, import_id))
    except CannotDo as error:
        account.error = str(error)
    progress.update(task, total=1, completed=1)
    return account


def send(path: Path, client: httpx.Client, advanced: Callable[[int], None]) -> str:
    """The id of an import that has all of the file and knows its layout. Raises CannotDo."""
    said = {"filename": path.name, "size": path.stat().st_size, "sha256": digest_of(path)}
    announced = asked(client, "POST", IMPORTS, json=said)
    address = f"{IMPORTS}/{announced['id']}"
    headers = {"Content-Type": "application/octet-stream"}
    with path.open("rb") as file:
        for part in range(announced["parts"]):
            content = file.read(announced["part_size"])
            asked(client, "PUT", f"{address}/parts/{part}", content=content, headers=headers)
            advanced(len(content))
    asked(client, "POST", f"{address}/begin")
    return str(announced["id"])


def digest_of(path: Path) -> str:
    """SHA-256, without the file in memory."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def rejections(client: httpx.Client, import_id: str) -> Iterator[dict[str, Any]]:
    """Every rejected record, page by page."""
    query: dict[str, Any] = {"limit": 100}
    while True:
        page = asked(client, "GET", f"{IMPORTS}/{import_id}/rejected", params=query)
        yield from page["items"]
        if page["next"] is None:
            return
        query["cursor"] = page["next"]


def write_rejected(path: Path, rows: Iterator[dict[str, Any]]) -> Path | None:
    """To FILE.rejected.jsonl, in place of an earlier one; or into this directory, where that may not be written."""
    first = next(rows, None)
    for folder in (path.parent, Path()):
        target = folder / f"{path.name}.rejected.jsonl"
        try:
            target.unlink(missing_ok=True)
            if first is None:
                return None
            with target.open("w") as file:
                file.write(json.dumps(first) + "\n")
                file.writelines(json.dumps(row) + "\n" for row in rows)
            return target
        except OSError:
            continue
    raise CannotDo(f"The rejected rows of {path} can be written neither beside it nor here.")


def show(accounts: Sequence[Account], *, as_json: bool) -> None:
    """What became of each file and of all together. Exit code 1 if one could not be read to its end."""
    if as_json:
        sums = {name: sum(it.count(name) for it in accounts) for name in COUNTS}
        out.print_json(json.dumps({"files": [it.as_json() for it in accounts], **sums}))
    else:
        table = Table("file", "layout", *COUNTS, box=None)
        for it in accounts:
            table.add_row(it.path.name, it.told.get("layout") or "-", *(str(it.count(name)) for name in COUNTS))
        out.print(table)
        for line in (line for it in accounts for line in remarks(it)):
            err.print(line, markup=False, highlight=False)
    if any(it.error for it in accounts):
        raise typer.Exit(1)


def remarks(account: Account) -> Iterator[str]:
    """What a table cannot say."""
    if account.rejected_to:
        yield f"{account.path.name}: the rejected rows and their reasons are in {account.rejected_to}."
    if account.error:
        yield f"{account.path.name}: {account.error}"
