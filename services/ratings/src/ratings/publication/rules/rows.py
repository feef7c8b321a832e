"""Stories as rows of a spreadsheet. Nothing that somebody wrote may act as a formula in it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kernel.stars import LEAST, MOST
from ratings.credentials.domain import Level
from ratings.reviews.domain import Dimension, Recommend

COLUMNS = (
    *("id", "contract_id", "buyer_id", "provider_ids", "service", "period", "overall", "recommend", "text"),
    *("redacted", "published_on", "replies", "changes"),
)
SUMMARY = (
    *("contract_id", "buyer_id", "provider_ids", "service", "suppressed", "count"),
    *("score", "interval.low", "interval.high"),
    *(f"stars.{star}" for star in range(LEAST, MOST + 1)),
    *(f"recommend.{answer}" for answer in Recommend),
    *("recommended.low", "recommended.high"),
    *(f"levels.{level}" for level in Level),
    *(f"dimensions.{dimension}.score" for dimension in Dimension),
    *("recent_score", "coverage", "selective_invitation", "published_at", "version", "policy"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def header(columns: Sequence[str] = COLUMNS) -> str:
    """The names of the columns, as a line."""
    return written([columns])


def line(story: Mapping[str, Any]) -> str:
    """A story as a line: replies as their words, changes as what and how far, each on a line of its cell."""
    cells = {
        **story,
        "provider_ids": " ".join(story["provider_ids"]),
        "replies": "\n".join(reply["text"] for reply in story["replies"]),
        "changes": "\n".join(f"{change['what']} ({change['state']})" for change in story["changes"]),
    }
    return written([[harmless(str(cells[name])) for name in COLUMNS]])


def summary_line(summary: Mapping[str, Any]) -> str:
    """A summary as a line; what is suppressed or hidden is empty."""
    cells = flat(summary)
    return written([[harmless(cells.get(name, "")) for name in SUMMARY]])


def flat(told: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """What is told of a summary as cells: the name of what lies within something is joined to that by a point."""
    cells: dict[str, str] = {}
    for name, value in told.items():
        if isinstance(value, Mapping):
            cells |= flat(value, f"{above}{name}.")
        else:
            cells[above + name] = "" if value is None else " ".join(value) if isinstance(value, list) else str(value)
    return cells


def harmless(cell: str) -> str:
    """What a spreadsheet would compute stands behind an apostrophe."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def written(rows: Iterable[Iterable[str]]) -> str:
    """Rows by RFC 4180."""
    page = io.StringIO()
    csv.writer(page).writerows(rows)
    return page.getvalue()
