"""A page as the standard has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class NumberedPage:
    """A page as the standard has it: numbered from 1, with how many there are of everything."""

    contents: Sequence[Mapping[str, Any]]
    total_items: int
    page_number: int
    per_page: int

    @property
    def total_pages(self) -> int:
        return -(-self.total_items // self.per_page)

    @property
    def size(self) -> int:
        return len(self.contents)

    @property
    def first_page(self) -> bool:
        return self.page_number == 1

    @property
    def last_page(self) -> bool:
        return self.page_number >= self.total_pages

    @property
    def empty(self) -> bool:
        return not self.contents
