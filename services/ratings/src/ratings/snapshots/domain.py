"""What was told of organisations, and what of it counts in a competition. Pure: no database, no clock, no wire."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from kernel.errors import NotFound, RuleBroken
from kernel.evidence import digest_of_snapshot, digest_of_telling
from kernel.identifiers import new_id
from ratings.policies.domain import Policy

#: A telling is kept within so long of its moment; what was told by a deadline is known by then.
SETTLED = timedelta(minutes=1)
SALT = 16  # bytes: nobody finds small counts by trying digests


@dataclass(eq=False)
class Telling:
    """What the other services were told, at one moment, of everything that an organisation provides. It stands."""

    organisation_id: UUID
    told_at: datetime
    stars: tuple[int, ...]
    salt: str = field(default_factory=lambda: secrets.token_hex(SALT))

    @classmethod
    def kept(cls, line: Mapping[str, Any]) -> Self:
        """Of a line of a snapshot."""
        told_at = datetime.fromisoformat(line["as_of"])
        return cls(UUID(line["organisation_id"]), told_at, tuple(line["stars"]), line["salt"])

    def line(self) -> dict[str, Any]:
        """As a snapshot keeps it."""
        return {
            "organisation_id": str(self.organisation_id),
            "as_of": self.told_at.isoformat(),
            "stars": list(self.stars),
            "salt": self.salt,
        }

    @property
    def digest(self) -> str:
        """Anybody who is shown it can compute it again."""
        return digest_of_telling(self.organisation_id, self.stars, salt=self.salt, as_of=self.told_at)

    def is_outdone_by(self, stars: Sequence[int], policy: Policy, *, now: datetime) -> bool:
        """Whether the counts are others, and the last ones have rested: nobody watches single ratings come in."""
        return tuple(stars) != self.stars and now - self.told_at >= policy.rest


@dataclass(frozen=True)
class Competition:
    """What is known here of a notice: whose it is, for which kind of service, and its deadline."""

    notice_id: UUID
    buyer_id: UUID
    service_code: str
    closes_at: datetime

    def must_be_over(self, buyer_id: UUID, *, now: datetime) -> None:
        """Another buyer's reads as not found. Raises RuleBroken before the deadline."""
        if buyer_id != self.buyer_id:
            raise NotFound(f"There is no notice {self.notice_id} of yours.")
        if now < self.closes_at + SETTLED:
            raise RuleBroken(
                f"Ratings count as they were told by the deadline, {self.closes_at:%d %B %Y %H:%M} UTC: a minute later."
            )


@dataclass(eq=False, kw_only=True)
class Snapshot:
    """One a notice: every organisation that was told of by its deadline. Who is not in it scores as is usual."""

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    buyer_id: UUID
    service_code: str
    as_of: datetime
    content: Sequence[Mapping[str, Any]]
    digest: str

    @classmethod
    def of(cls, competition: Competition, tellings: Sequence[Telling]) -> Self:
        """As of the deadline, whenever it is frozen."""
        notice, as_of = competition.notice_id, competition.closes_at
        lines = {each.organisation_id: each.digest for each in tellings}
        return cls(
            notice_id=notice,
            buyer_id=competition.buyer_id,
            service_code=competition.service_code,
            as_of=as_of,
            content=[each.line() for each in tellings],
            digest=digest_of_snapshot(notice, competition.service_code, as_of, lines),
        )

    @property
    def tellings(self) -> list[Telling]:
        """As they were frozen."""
        return [Telling.kept(line) for line in self.content]

    def tellings_for(self, organisation_id: UUID | None, *, is_auditor: bool) -> list[Telling]:
        """All of them for its authority and for auditors, its own for an organisation. Raises NotFound for others."""
        if is_auditor or organisation_id == self.buyer_id:
            return self.tellings
        own = [each for each in self.tellings if each.organisation_id == organisation_id]
        if not own:
            raise NotFound(f"There is no snapshot {self.id} for you.")
        return own
