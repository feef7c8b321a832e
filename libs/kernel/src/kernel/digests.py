"""The one digest of a value: what was published can be recomputed by anybody, whoever wrote it down and when.

The text that is hashed is JSON with sorted names and no spaces; numbers with a fraction are text without idle zeros
(`12.5`, never `12.50`), money is pounds as text, days and instants are ISO 8601.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from kernel.json_text import content_of
from kernel.money import Money


def digest_of(value: Any) -> str:
    """The SHA-256 of a value's one text, in lower-case hex. Values are those of JSON, dataclasses, and plain words."""
    return content_of(_plain(value))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, Money):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value.isoformat() if isinstance(value, datetime) else str(value)
