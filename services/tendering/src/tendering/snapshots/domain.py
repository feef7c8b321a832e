"""Which ratings count in a competition, and whether whoever counts them says the same."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Ratings as they were told by a deadline. `published` is the digest that ratings froze, once it has."""

    as_of: datetime
    service_code: str
    digest: str
    published: str | None

    @property
    def is_published(self) -> bool | None:
        """Whether ratings froze the very same; None until it froze anything."""
        return None if self.published is None else self.published == self.digest
