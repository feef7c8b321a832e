"""How files that come in look on the wire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from chassis.wire import Name, Out, Strict
from kernel.incoming import LARGEST_FILE, PART, State

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", examples=["9f86d081884c7d659a2feaa0c55ad015" * 2])]


class FileIn(Strict):
    """A file that is about to come. `size` is in bytes."""

    filename: Name
    size: int = Field(ge=1, le=LARGEST_FILE)
    sha256: Sha256


class FileOut(Out):
    """A file, and how far it is. A service's own adds what became of its records."""

    id: UUID
    filename: str
    size: int
    sha256: str
    part_size: int = Field(PART, description="Bytes of every part but the last.")
    parts: int
    state: State
    trouble: str | None
    by: str
    announced_at: datetime
    finished_at: datetime | None
    version: int


def part_body(example: str) -> dict[str, Any]:
    """The description of an operation whose body is a part of a file."""
    return {
        "requestBody": {
            "required": True,
            "description": f"The bytes of this part: {PART}, or what is left for the last.",
            "content": {"application/octet-stream": {"schema": {"type": "string"}, "example": example}},
        }
    }
