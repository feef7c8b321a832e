"""How snapshots look on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from chassis.wire import IdIn, Out, Strict, example
from ratings.policies.schemas import Score
from ratings.snapshots.domain import Line, Snapshot


class SnapshotIn(Strict, json_schema_extra=example(notice_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b")):
    """The notice whose bids will be judged by it."""

    notice_id: IdIn


class LineOut(Out):
    """One organisation: its counts of one to five stars, what they score, and what binds them.

    The digest is the SHA-256 of `adjusted_mean`, `as_of`, `organisation_id`, `salt` and `stars` as JSON with sorted
    names and no spaces.
    """

    organisation_id: UUID
    stars: list[int]
    verified_count: int
    adjusted_mean: Score
    salt: str
    digest: str

    @classmethod
    def of(cls, line: Line) -> Self:
        """As it was frozen."""
        return cls(**line.told(), verified_count=sum(line.stars), digest=line.digest)


class SnapshotOut(Out):
    """What was frozen, as far as the reader may see it: all of it, or its own line."""

    id: UUID
    notice_id: UUID
    buyer_id: UUID
    as_of: datetime
    policy: str
    digest: str
    lines: list[LineOut]

    @classmethod
    def of(cls, snapshot: Snapshot, lines: Sequence[Line]) -> Self:
        """With these of its lines."""
        same = {name: getattr(snapshot, name) for name in cls.model_fields if name != "lines"}
        return cls(**same, lines=[LineOut.of(line) for line in lines])
