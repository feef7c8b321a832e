"""Evidence for a procurement, frozen and known by its digest. Pure: no database, no clock, no wire."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from kernel.digests import digest_of
from kernel.errors import NotFound
from kernel.identifiers import new_id
from ratings.policies.domain import Policy
from ratings.scores.rules.statistics import posterior_mean, rounded

Stars = tuple[int, ...]
SALT = 16  # bytes: nobody finds small counts by trying digests


@dataclass(frozen=True)
class Line:
    """What all ratings of one organisation were, and the digest that binds them."""

    organisation_id: UUID
    stars: Stars
    adjusted_mean: str  # their score by the policy of that day, four decimals
    salt: str
    as_of: datetime

    @property
    def digest(self) -> str:
        """Anybody who is shown the line can compute it again."""
        return digest_of({**self.told(), "as_of": self.as_of.isoformat()})

    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "organisation_id": str(self.organisation_id),
            "stars": list(self.stars),
            "adjusted_mean": self.adjusted_mean,
            "salt": self.salt,
        }


@dataclass(eq=False, kw_only=True)
class Snapshot:
    """One a notice. `content` holds every rated organisation; who is not in it scores as is usual."""

    id: UUID = field(default_factory=new_id)
    notice_id: UUID
    buyer_id: UUID
    as_of: datetime
    policy: str
    content: Sequence[Mapping[str, Any]]
    digest: str

    @classmethod
    def of(cls, notice_id: UUID, buyer_id: UUID, rated: Mapping[UUID, Stars], policy: Policy, *, now: datetime) -> Self:
        """Frozen now; the digest is that of the policy and of every line's digest, in the order of organisations."""
        scores = {each: str(rounded(posterior_mean(stars, policy.prior))) for each, stars in rated.items()}
        lines = [Line(each, rated[each], scores[each], secrets.token_hex(SALT), now) for each in sorted(rated)]
        return cls(
            notice_id=notice_id,
            buyer_id=buyer_id,
            as_of=now,
            policy=policy.version,
            content=[line.told() for line in lines],
            digest=digest_of({"policy": policy.version, "lines": [line.digest for line in lines]}),
        )

    @property
    def lines(self) -> list[Line]:
        """As they were frozen."""
        return [
            Line(UUID(each["organisation_id"]), tuple(each["stars"]), each["adjusted_mean"], each["salt"], self.as_of)
            for each in self.content
        ]

    def lines_for(self, organisation_id: UUID | None, *, is_auditor: bool) -> list[Line]:
        """All of them for its authority and for auditors, its own for an organisation. Raises NotFound for others."""
        if is_auditor or organisation_id == self.buyer_id:
            return self.lines
        own = [line for line in self.lines if line.organisation_id == organisation_id]
        if not own:
            raise NotFound(f"There is no snapshot {self.id} for you.")
        return own
