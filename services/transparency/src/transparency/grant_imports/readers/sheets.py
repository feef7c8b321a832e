"""360Giving as spreadsheets: headings are the standard's titles, `Recipient Org:Name`, or its field names.

A column that the standard does not know is kept under its heading, as an additional field; one without a heading as
`column 7`. Cells become what the schema
says of their column: numbers, texts, instants; in a column that it does not know, what the cell holds.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kernel.json_text import Unreadable
from transparency.grant_imports.rules.standard import grant_schema, resolved
from transparency.imports.readers.rows import Publication, Row

#: A step from an object or a list to what is inside, with what the schema says of that.
Step = tuple[str | int, Mapping[str, Any]]
Table = Iterable[Sequence[Any]]
UNKNOWN: Mapping[str, Any] = {}


def workbook(path: Path) -> Publication:
    """The sheet of grants, what other sheets add to them, and the sheet `Meta`. Raises Unreadable."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
        book.close()
    except (BadZipFile, InvalidFileException, OSError, ValueError, KeyError) as error:
        raise Unreadable(f"It is not a workbook: {error}") from error
    meta = next((rows for name, rows in sheets.items() if name.casefold() == "meta"), [])
    tables = {name: rows for name, rows in sheets.items() if name.casefold() != "meta" and has_grants(rows)}
    if not tables:
        raise Unreadable("No sheet has a column Identifier.")
    return Publication(said_in(meta), rows_of(*sorted(tables.values(), key=lambda rows: -columns_known(rows[0]))))


def comma_separated(path: Path) -> Publication:
    """A CSV file, in UTF-8 or else in Windows-1252. Raises Unreadable."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    try:
        table = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Unreadable(f"It is not a CSV file: {error}.") from error
    if not has_grants(table):
        raise Unreadable("It has no column Identifier.")
    return Publication({}, rows_of(table))


def has_grants(table: Sequence[Sequence[Any]]) -> bool:
    """Whether its rows say which grant they are about."""
    return bool(table) and any(path and path[0][0] == "id" for path in map(path_of, table[0]))


def columns_known(headings: Sequence[Any]) -> int:
    """How many of the standard's own required fields have a column: the sheet of grants has most of them."""
    return sum(bool(path) and path[0][0] in grant_schema()["oneOf"][0]["required"] for path in map(path_of, headings))


def rows_of(main: Sequence[Sequence[Any]], *others: Sequence[Sequence[Any]]) -> Iterator[Row]:
    """A grant a row; rows of other sheets add to the grant that they name."""
    added: dict[Any, list[dict[str, Any]]] = {}
    for table in others:
        for piece in objects_of(table):
            added.setdefault(piece.get("id"), []).append(piece)
    for grant in objects_of(main):
        for piece in added.pop(grant.get("id"), []):
            merge(grant, piece)
        yield Row(json.dumps(grant, ensure_ascii=False))
    for name, pieces in added.items():
        yield from (Row(json.dumps(piece, ensure_ascii=False), f"No grant is called {name}.") for piece in pieces)


def objects_of(table: Sequence[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Each row as the object that its headings describe. Raises Unreadable if two columns say the same."""
    width = max(map(len, table))
    headings = [*table[0], *[None] * (width - len(table[0]))]
    paths = [path_of(heading) or [(f"column {number}", UNKNOWN)] for number, heading in enumerate(headings, start=1)]
    named = [[step for step, _ in path] for path in paths]
    if twice := next((path for number, path in enumerate(named) if path in named[:number]), None):
        raise Unreadable(f"There are two columns for {'/'.join(map(str, twice))}.")
    for cells in table[1:]:
        found: dict[str, Any] = {}
        for path, cell in zip(paths, cells, strict=False):
            value = value_of(cell, path[-1][1])
            if value is not None:
                put(found, [step for step, _ in path], value)
        if found:
            yield found


def path_of(heading: Any) -> list[Step]:
    """Where a column's cells belong, such as recipientOrganization, 0, name; nowhere without a heading."""
    text = str(heading or "").strip()
    words = [word.strip() for word in text.split(":" if ":" in text or not is_field_path(text) else "/")]
    schema: Mapping[str, Any] = grant_schema()
    path: list[Step] = []
    for word in words if text else []:
        if word.isdecimal() and path:
            if path[-1][0] == 0:
                path[-1] = (int(word), schema)
            continue
        name, schema = field_called(word, schema)
        path.append((name, schema))
        if schema.get("type") == "array":
            schema = resolved(schema.get("items", {}))
            if schema.get("properties"):
                path.append((0, schema))
            else:
                path[-1] = (name, {"type": "array"})
    return path


def is_field_path(heading: str) -> bool:
    """Whether it is spelt with the names of fields, as flatten-tool also allows: recipientOrganization/0/name."""
    return heading.split("/", maxsplit=1)[0] in grant_schema()["properties"]


def field_called(word: str, schema: Mapping[str, Any]) -> Step:
    """The field with that title or name, whatever its case; else an additional one of that name."""
    for name, field in schema.get("properties", {}).items():
        known = {**resolved(field), **field}
        if word.casefold() in {name.casefold(), str(known.get("title", "")).casefold()}:
            return name, known
    return word, UNKNOWN


def value_of(cell: Any, schema: Mapping[str, Any]) -> Any:
    """A cell as the standard wants it; None for an empty one. What does not fit stays, for the schema to refuse."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, datetime | date):
        moment = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
        return moment.replace(tzinfo=UTC).isoformat()
    kinds = schema.get("type", ())
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    if "array" in kinds:
        return [part.strip() for part in str(cell).split(";") if part.strip()]
    if "number" in kinds and isinstance(cell, str):
        return as_number(cell.strip())
    if kinds & {"string"} and isinstance(cell, int | float):
        return str(cell).lower() if isinstance(cell, bool) else str(int(cell) if cell == int(cell) else cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def as_number(text: str) -> int | float | str:
    """Plain digits as a number; anything else as it is."""
    try:
        return int(text) if text.isdecimal() and text.isascii() else float(text) if "." in text else text
    except ValueError:
        return text


def put(found: dict[str, Any], path: Sequence[str | int], value: Any) -> None:
    """Set what stands at a path, making what leads there."""
    place: Any = found
    for step, following in zip(path, [*path[1:], None], strict=True):
        inner: Any = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(step, int):
            while len(place) <= step:
                place.append({})
            if following is None:
                place[step] = value
        elif following is None or not isinstance(place.get(step), list | dict):
            place[step] = inner
        place = place[step]


def merge(whole: dict[str, Any], piece: Mapping[str, Any]) -> None:
    """Add what another row says: lists grow, objects fill up, and the first word stands."""
    for name, value in piece.items():
        known = whole.setdefault(name, value)
        if known is value:
            continue
        if isinstance(known, dict) and isinstance(value, dict):
            merge(known, value)
        elif isinstance(known, list) and isinstance(value, list):
            known.extend(element for element in value if element not in known)


def said_in(meta: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """What the sheet `Meta` says of the package: a name and a value a row."""
    names = {"downloadurl": "downloadURL", "accessurl": "accessURL"}
    found: dict[str, Any] = {}
    for name, value, *_ in (row for row in meta if len(row) > 1 and row[0] and row[1] is not None):
        words = [word.strip().casefold() for word in str(name).split(":")]
        shown = value.isoformat() if isinstance(value, datetime | date) else str(value)
        put(found, [names.get(word.replace(" ", ""), word) for word in words], shown)
    return found
