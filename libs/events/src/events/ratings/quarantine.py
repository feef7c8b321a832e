"""Ratings that came in under suspicion, and what moderators made of it. No event tells which they were, or how many."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events import Event


class SuspicionDecided(Event):
    """A moderator let ratings that were set apart count, or set them aside. The entity is the suspicion."""

    type: ClassVar[str] = "ratings.suspicion.decided.v1"

    kind: str  # burst, repetition, departure or retaliation
    contract_id: UUID | None  # null where a single rating is meant
    flagged_on: date
    verdict: str  # admitted or set_aside
