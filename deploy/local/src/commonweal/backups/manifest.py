"""The manifest: what belongs to a backup, to the byte, and where its ledgers stood. Without one there is no backup."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from commonweal.errors import CannotDo
from commonweal.files import write_whole

NAME = "manifest.json"
FORMAT = 1


def sealed(directory: Path, told: Mapping[str, Any]) -> None:
    """Write the manifest of all that lies in `directory`: the last step, so what has one is complete."""
    files = {str(path.relative_to(directory)): digest_of(path) for path in files_in(directory)}
    content = {"format": FORMAT, **told, "files": files}
    write_whole(directory / NAME, {**content, "digest": digest(content)})


def proved(directory: Path) -> dict[str, Any]:
    """The manifest of a backup that is whole. Raises CannotDo with the name of the file that is not."""
    path = directory / NAME
    if not path.is_file():
        raise CannotDo(f"{directory} is no backup, or was never finished: {NAME} is missing.")
    try:
        content: dict[str, Any] = json.loads(path.read_text())
        intact = content.pop("digest") == digest(content)
    except (ValueError, KeyError, AttributeError):
        intact = False
    if not intact:
        raise CannotDo(f"{path} is damaged.")
    if content["format"] != FORMAT:
        raise CannotDo(f"{path} is of format {content['format']}, and this release reads {FORMAT}.")
    for name, expected in content["files"].items():
        if not (directory / name).is_file():
            raise CannotDo(f"{directory / name} is missing.")
        if digest_of(directory / name) != expected:
            raise CannotDo(f"{directory / name} is damaged: its SHA-256 differs.")
    return content


def files_in(directory: Path) -> Iterator[Path]:
    """Every file, in order."""
    return (path for path in sorted(directory.rglob("*")) if path.is_file() and path != directory / NAME)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 of what a manifest says."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
