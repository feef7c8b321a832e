"""A tender's key and who holds its shares. Pure: no database, no clock, no wire."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from kernel.errors import NotFound
from kernel.identifiers import new_id
from tendering.notices.domain import Notice


class Capacity(StrEnum):
    """In which an opener opens. Auditors and citizens are outsiders to the buyer."""

    OFFICIAL = "official"
    AUDITOR = "auditor"
    CITIZEN = "citizen"

    @classmethod
    def of(cls, roles: Collection[str]) -> "Capacity":
        """The one that the roles beside `opener` give."""
        if "auditor" in roles:
            return cls.AUDITOR
        return cls.CITIZEN if "citizen_commissioner" in roles else cls.OFFICIAL


@dataclass(eq=False, kw_only=True)
class Opener:
    """Somebody who holds shares, known by the subject of their token. Only they have the private half of their key."""

    id: UUID = field(default_factory=new_id)
    subject: str
    organisation_id: UUID
    capacity: Capacity
    public_key: bytes
    registered_at: datetime
    replaced_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class Share:
    """One opener's part of a private key, sealed to that opener.

    `fingerprint` is how it is known when it comes back. `held` is what came back, sealed under the service's own
    secret until enough are there; then it is let go.
    """

    number: int
    opener: Opener
    sealed: bytes
    fingerprint: str
    held: bytes | None = None
    posted_at: datetime | None = None


@dataclass(eq=False, kw_only=True)
class SealingKey:
    """The key pair of a notice's bids, or of one phase; what is sealed to one opens with no other.

    Its private half exists nowhere: only its shares do, each sealed to its opener.
    """

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    phase: int | None = None
    public_key: bytes
    threshold: int
    made_at: datetime
    shares: list[Share] = field(default_factory=list)

    @property
    def posted(self) -> list[Share]:
        """The shares that came back, in the order of their numbers."""
        return [share for share in self.shares if share.posted_at is not None]

    def share_of(self, subject: str) -> Share:
        """The share that was dealt to this opener. Raises NotFound."""
        for share in self.shares:
            if share.opener.subject == subject:
                return share
        raise NotFound("You hold no share of this notice's key.")


def key_id_of(notice: Notice, phase: int | None) -> UUID | None:
    """To which key entries for a phase are sealed, or with None the bids; None where they are not."""
    if phase is None:
        return notice.sealing_key_id
    return notice.phase_keys[phase - 1] if 1 <= phase <= len(notice.phase_keys) else None


@dataclass(eq=False, kw_only=True)
class Log:
    """What was in at a deadline, and sealed: the digests of it, sorted."""

    commitments: list[str]
    logged_at: datetime

    def missing(self, present: Collection[str]) -> list[str]:
        """What was logged, and is not there any more."""
        return [commitment for commitment in self.commitments if commitment not in present]
