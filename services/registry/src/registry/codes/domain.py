"""Code lists, and what corresponds to a code. Pure."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class CodeList:
    """A list as far as files of it have been read."""

    name: str
    codes: int
    vintages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A code of another list, or of the same, that corresponds to a code: `says` tells how."""

    list: str
    code: str
    says: dict[str, Any] = field(default_factory=dict)
