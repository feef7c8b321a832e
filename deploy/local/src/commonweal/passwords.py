"""Passwords of the state, made once."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_urlsafe

from commonweal.files import write_whole


def kept(path: Path, names: Iterable[str]) -> Mapping[str, str]:
    """The password of each name: those in the file, and fresh ones for names that it does not know yet."""
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = {name: token_urlsafe(32) for name in names if name not in known}
    if missing:
        write_whole(path, known | missing)
    return known | missing
