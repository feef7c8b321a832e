"""How a large file goes through the public interface: in chunks, again if need be, with an account of every row."""

import gzip
import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import httpx

from commonweal.access import ClientCredentials
from commonweal.errors import CannotDo
from commonweal.state import State
from kernel.json_text import canonical
from transparency.imports.readers.rows import Publication, Row

#: A chunk is full with so many characters or rows; a row that is larger goes by itself.
LARGEST, MOST = 400_000, 200
TRIES = 8
LONGEST_REFUSAL = 8000  # characters: some list all that is known
#: Answers that ask to come again.
LATER = {429, 502, 503, 504}


@dataclass
class Chunk:
    """Rows of one package, with the numbers that they have in the file."""

    envelope: str
    rows: list[tuple[int, Row]] = field(default_factory=list)
    size: int = 0

    def body(self, carried: str) -> bytes:
        """A package of these rows as published; `carried` is the word for them."""
        opening = self.envelope[:-1] + ("," if self.envelope != "{}" else "")
        texts = ",".join(row.text for _, row in self.rows)
        return f'{opening}"{carried}":[{texts}]}}'.encode("utf-8", "surrogatepass")


@dataclass
class Report:
    """What became of the rows of one file."""

    path: Path
    accepted: int = 0
    unchanged: int = 0
    notes: list[dict[str, Any]] = field(default_factory=list)
    rejections: list[dict[str, Any]] = field(default_factory=list)
    rejected_to: Path | None = None
    error: str | None = None

    @property
    def rejected(self) -> int:
        """How many rows were not taken."""
        return len(self.rejections)

    @property
    def read(self) -> int:
        """How many rows there were."""
        return self.accepted + self.unchanged + self.rejected

    def reject(self, number: int, row: Row, reason: str) -> None:
        """Remember why a row was not taken, and the row."""
        self.rejections.append({"row": number, "reason": reason, "published": as_json(row.text)})

    def add(self, chunk: Chunk, outcome: dict[str, Any]) -> None:
        """What the platform said of a chunk."""
        self.accepted += outcome["accepted"]
        self.unchanged += outcome["unchanged"]
        self.notes += [{**noted, "row": chunk.rows[noted["row"] - 1][0]} for noted in outcome.get("noted", [])]
        for refused in outcome["rejected"]:
            number, row = chunk.rows[refused["row"] - 1]
            self.reject(number, row, refused["reason"])

    def write_rejected(self) -> None:
        """In the order of the file."""
        self.rejections.sort(key=lambda rejection: int(rejection["row"]))
        self.rejected_to = write_rejected(self.path, iter(self.rejections))

    def told(self) -> dict[str, Any]:
        """For machines."""
        return {
            "file": str(self.path),
            "read": self.read,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "noted": self.notes,
            "rejected_to": str(self.rejected_to) if self.rejected_to else None,
            "error": self.error,
        }


def write_rejected(path: Path, rows: Iterator[Mapping[str, Any]]) -> Path | None:
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


def chunks_of(found: Iterable[Publication], report: Report) -> Iterator[Chunk]:
    """Rows as the interface takes them; rows that cannot be read go to the report at once. Raises Unreadable."""
    chunk, number = Chunk("{}"), 0
    for publication in found:
        envelope = canonical(publication.envelope)
        for row in publication.rows:
            number += 1
            if row.fault is not None:
                report.reject(number, row, row.fault)
                continue
            full = chunk.size + len(row.text) > LARGEST or len(chunk.rows) >= MOST
            if chunk.rows and (full or chunk.envelope != envelope):
                yield chunk
                chunk = Chunk(envelope)
            chunk.envelope = envelope
            chunk.rows.append((number, row))
            chunk.size += len(row.text)
    if chunk.rows:
        yield chunk


@contextmanager
def read(path: Path) -> Iterator[TextIO]:
    """A file as lines of text, unpacked if it is a gzip. Lines end at line feeds only: JSON strings may hold others."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    opened = gzip.open if packed else open
    with opened(path, "rt", encoding="utf-8-sig", newline="\n") as lines:
        yield lines


def signed_in(state: State, named: str, *, now: str | None = None) -> httpx.Client:
    """The running platform's client of that name or role, at that time of the story. Raises NotRunning, CannotDo."""
    url, credentials = state.running().url, state.client(named)
    auth = ClientCredentials(url, credentials["client_id"], credentials["client_secret"])
    headers = {"Commonweal-Now": now} if now else {}
    return httpx.Client(base_url=url, auth=auth, headers=headers, timeout=60)


def sent(client: httpx.Client, path: str, body: bytes, query: dict[str, str]) -> dict[str, Any]:
    """The platform's answer; a busy platform is asked again. Imports have no effect twice. Raises CannotDo."""
    return asked(client, "POST", path, content=body, params=query, headers={"Content-Type": "application/json"})


def asked(client: httpx.Client, method: str, path: str, **request: Any) -> dict[str, Any]:
    """The same for any request that may be made twice."""
    reason = ""
    for attempt in range(TRIES):
        try:
            answer = client.request(method, path, **request)
        except httpx.TransportError as error:
            reason, pause = str(error), float(2**attempt) / 10
        else:
            if answer.is_success:
                outcome: dict[str, Any] = answer.json()
                return outcome
            reason, pause = refusal_of(answer), float(answer.headers.get("retry-after", 1))
            if answer.status_code not in LATER:
                break
        time.sleep(pause)
    raise CannotDo(f"The platform did not take it: {reason}")


def refusal_of(answer: httpx.Response) -> str:
    """What a problem says to a person."""
    try:
        problem = answer.json()
        faults = [fault["detail"] for fault in problem.get("errors", ())]
        return " ".join([problem["detail"], *(it for it in faults if it not in problem["detail"])])[:LONGEST_REFUSAL]
    except (ValueError, KeyError, TypeError, AttributeError):
        return answer.text[:500]


def as_json(text: str) -> Any:
    """What a row says, or its text if it says nothing."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
