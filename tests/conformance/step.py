"""One request of the walk, and the instants at which its story happens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DRAFT, PUBLISH, BID, AWARD = (
    "2026-11-25T09:00:00Z",
    "2026-11-25T10:00:00Z",
    "2027-01-14T16:00:00Z",
    "2027-01-20T09:00:00Z",
)
SIGN, APPLY, PAY, RATE, END = (
    "2027-02-08T09:00:00Z",
    "2027-01-15T09:00:00Z",
    "2027-04-15T09:00:00Z",
    "2027-06-30T09:00:00Z",
    "2027-07-15T09:00:00Z",
)


@dataclass(frozen=True)
class Step:
    """One request: who makes it, when, what is said instead and asked, and as what its answer's id is remembered.

    `lot` is the place, among those of the last notice, of the lot that it is about.
    """

    operation: str
    who: str
    now: str = DRAFT
    keeps: str = ""
    but: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    lot: int = 0
