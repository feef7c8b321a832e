"""The life of a signing key: made ahead of its time, signs for a month, is shown a little longer. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

SIGNS = timedelta(days=30)
#: A key is shown this long before it signs, so that everybody has read it by then.
AHEAD = timedelta(days=1)
#: And this long after, until the last token it signed has ended.
AFTER = timedelta(hours=1)


@dataclass(eq=False)
class SigningKey:
    """An Ed25519 key. `sealed` is its private half, encrypted: reading the database is not enough to sign."""

    kid: str
    sealed: bytes
    signs_from: datetime
    signs_until: datetime

    def signs(self, *, now: datetime) -> bool:
        """Whether tokens are signed with it now."""
        return self.signs_from <= now < self.signs_until

    def is_shown(self, *, now: datetime) -> bool:
        """Whether it belongs in the published key set."""
        return now < self.signs_until + AFTER


def next_start(keys: Iterable[SigningKey], *, now: datetime) -> datetime | None:
    """When a further key must begin to sign, if it is time to make one: where the last one ends, or at once."""
    last = max((key.signs_until for key in keys), default=now)
    return max(last, now) if last - now <= AHEAD else None
