"""How the tables are written: CSV by RFC 4180 for people and spreadsheets, JSON for programs."""

import csv
import io
import json
from collections.abc import AsyncIterator, Mapping
from datetime import date
from typing import Any

from kernel.money import Money, SignedMoney
from transparency.exports.domain import COLUMNS, Cell, CodeTable, Row
from transparency.exports.rules import Wanted
from transparency.publication.schemas import LICENCE

CSV, JSON = "text/csv; charset=utf-8", "application/json"
#: What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Json = dict[str, Any]


async def as_table(table: CodeTable, rows: AsyncIterator[Row]) -> AsyncIterator[str]:
    """The headings, then a line for each row."""
    yield _line([column.heading for column in COLUMNS[table]])
    async for row in rows:
        yield _line([cell_text(cell) for cell in row.cells])


async def as_json(head: Mapping[str, Any], rows: AsyncIterator[Row]) -> AsyncIterator[str]:
    """One object: what the table says of itself, and its rows."""
    yield f'{_written(head)[:-1]},"rows":['
    between = ""
    async for row in rows:
        yield between + _written(row_json(row))
        between = ","
    yield "]}"


def head_of(wanted: Wanted) -> Json:
    """What a table says of itself: whose it is, of which days, by which law, on what terms."""
    whose, span, code = wanted.publisher, wanted.span, wanted.code
    return {
        "table": wanted.table,
        "publisher": whose and {"id": str(whose.id), "name": whose.name, "org_ids": [*whose.org_ids]},
        "period": span and {"name": span.name, "first": str(span.days.first), "last": str(span.days.last)},
        "basis": {"rule": code.id, "version": code.version, "source": code.source},
        "licence": LICENCE,
    }


def name_of(wanted: Wanted) -> str:
    """What its file is called, without its form."""
    whose, span = wanted.publisher, wanted.span
    return "-".join([wanted.table, *([whose.reference] if whose else []), *([span.name] if span else [])])


def row_json(row: Row) -> Json:
    """A row by the columns' names; `unknown` names what the Code asks for and nobody has told."""
    names = [column.name for column in COLUMNS[row.table]]
    return {**dict(zip(names, map(cell_json, row.cells), strict=True)), "unknown": list(row.unknown)}


def cell_json(cell: Cell) -> Any:
    """A cell in the platform's own spelling."""
    if isinstance(cell, (Money, SignedMoney)):
        return {"amount": str(cell), "currency": "GBP"}
    return cell.isoformat() if isinstance(cell, date) else cell


def cell_text(cell: Cell) -> str:
    """A cell as the Code's guidance has it: pounds without a sign, days first. No text acts as a formula."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULA) else cell
    return "" if cell is None else str(cell)


def _line(cells: list[str]) -> str:
    page = io.StringIO()
    csv.writer(page).writerow(cells)
    return page.getvalue()


def _written(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
