"""How snapshots look on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Self
from uuid import UUID

from chassis.wire import IdIn, Out, Strict, example
from ratings.snapshots.domain import Snapshot, Telling


class SnapshotIn(Strict, json_schema_extra=example(notice_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b")):
    """The notice whose bids will be judged by it."""

    notice_id: IdIn


class LineOut(Out):
    """One organisation: its counts of one to five stars as they were told last, and what binds them.

    The digest is the SHA-256 of `as_of`, `organisation_id`, `salt` and `stars` as JSON with sorted names and no spaces.
    What the stars score is for the competition's own method to say.
    """

    organisation_id: UUID
    stars: list[int]
    verified_count: int
    as_of: datetime
    salt: str
    digest: str

    @classmethod
    def of(cls, telling: Telling) -> Self:
        """As it was told."""
        return cls(
            organisation_id=telling.organisation_id,
            stars=list(telling.stars),
            verified_count=sum(telling.stars),
            as_of=telling.told_at,
            salt=telling.salt,
            digest=telling.digest,
        )


class SnapshotOut(Out):
    """What was frozen, as far as the reader may see it: all of it, or its own line.

    The digest is the SHA-256 of `as_of`, `notice_id`, `service_code` and `tellings`, the digest of every line by its
    organisation: tendering's copy of the ratings gives the same, and its workings show that.
    """

    id: UUID
    notice_id: UUID
    buyer_id: UUID
    service_code: str
    as_of: datetime
    digest: str
    lines: list[LineOut]

    @classmethod
    def of(cls, snapshot: Snapshot, lines: Sequence[Telling]) -> Self:
        """With these of its lines."""
        same = {name: getattr(snapshot, name) for name in cls.model_fields if name != "lines"}
        return cls(**same, lines=[LineOut.of(line) for line in lines])
