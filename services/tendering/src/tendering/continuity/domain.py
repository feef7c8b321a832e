"""A continuity plan. Pure: no database, no clock, no wire."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ContinuityPlan:
    """Who goes on serving the people who use it, and what becomes of their records and of the staff.

    `step_in` says by which right somebody else takes over. A plan that was made as prose says only the first.
    """

    service: str
    records: str | None = None
    staff: str | None = None
    step_in: str | None = None

    def __str__(self) -> str:
        """All of it, a paragraph each."""
        return "\n\n".join(part for part in vars(self).values() if part is not None)
