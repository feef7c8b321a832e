"""What there is to take away. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from transparency.exports.domain import Dataset, Span


@dataclass(frozen=True, slots=True)
class Publication:
    """A table that a publisher has something in; `modified_on` is the latest day that it tells of."""

    dataset: Dataset
    publisher_id: UUID
    span: Span
    modified_on: date
