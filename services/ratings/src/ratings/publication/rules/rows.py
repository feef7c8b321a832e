"""Stories as rows of a spreadsheet. Nothing that somebody wrote may act as a formula in it."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

COLUMNS = (
    *("id", "contract_id", "buyer_id", "provider_ids", "service", "period", "overall", "recommend", "text"),
    *("redacted", "published_on", "replies", "changes"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def header() -> str:
    """The names of the columns, as a line."""
    return written([COLUMNS])


def line(story: Mapping[str, Any]) -> str:
    """A story as a line: replies as their words, changes as what and how far, each on a line of its cell."""
    cells = {
        **story,
        "provider_ids": " ".join(story["provider_ids"]),
        "replies": "\n".join(reply["text"] for reply in story["replies"]),
        "changes": "\n".join(f"{change['what']} ({change['state']})" for change in story["changes"]),
    }
    return written([[harmless(str(cells[name])) for name in COLUMNS]])


def harmless(cell: str) -> str:
    """What a spreadsheet would compute stands behind an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def written(rows: Iterable[Iterable[str]]) -> str:
    """Rows by RFC 4180."""
    page = io.StringIO()
    csv.writer(page).writerows(rows)
    return page.getvalue()
