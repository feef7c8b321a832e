"""Others' text, as far as it can be kept in a line."""

import re
from collections.abc import Mapping
from typing import Any

from kernel.text import clean
from transparency.imports.domain import Unfit

LONGEST_ID = 300
LONGEST_NAME = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def identifier(row: Mapping[str, Any], field: str) -> str:
    """What a row is known by. Raises Unfit."""
    value = row.get(field)
    if value in (None, ""):
        raise Unfit(f"It has no {field}.")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unfit(f"Its {field} is not text.")
    text = str(value)
    if len(text) > LONGEST_ID or _CONTROL.search(text) or not text.strip():
        raise Unfit(f"Its {field} is longer than {LONGEST_ID} characters, or not a line of text.")
    return text


def line(value: Any) -> str | None:
    """One line of text as it can be kept: what cannot be seen becomes a space. None when nothing is left."""
    if not isinstance(value, str):
        return None
    try:
        return clean("".join(character if character.isprintable() else " " for character in value))
    except ValueError:
        return None
