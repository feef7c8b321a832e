"""Small files that must never be read half written."""

import json
import os
from pathlib import Path
from typing import Any

OWNERS_ONLY = 0o600


def write_whole(path: Path, content: Any) -> None:
    """JSON for the owner's eyes; a reader sees the old text or the new, never half of one."""
    write_private(path, json.dumps(content, indent=2) + "\n")


def write_private(path: Path, text: str) -> None:
    """The same for a text of another kind."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNERS_ONLY), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
