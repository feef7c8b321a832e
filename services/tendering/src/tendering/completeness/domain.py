"""What is published of contracts, field by field. Pure: no database, no clock, no wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ContractRecord:
    """One contract, and which of the fields are published of it."""

    contract_id: UUID
    title: str
    supplier_id: UUID
    signed_at: datetime
    published: Mapping[str, bool]

    @property
    def missing(self) -> list[str]:
        """The fields that are not, in the order of the rule."""
        return [name for name, is_there in self.published.items() if not is_there]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """Of how many contracts an authority has published everything, and of how many each field."""

    contracts: int
    complete: int
    published: Mapping[str, int]

    @property
    def share(self) -> Fraction | None:
        """The part of contracts that are complete; None without any."""
        return Fraction(self.complete, self.contracts) if self.contracts else None

    @property
    def share_of_fields(self) -> Fraction | None:
        """The part of all fields of all contracts that is published; None without any."""
        fields = self.contracts * len(self.published)
        return Fraction(sum(self.published.values()), fields) if fields else None


def completeness_of(records: Sequence[ContractRecord], fields: Sequence[str]) -> Completeness:
    """Of all contracts of an authority."""
    return Completeness(
        contracts=len(records),
        complete=sum(each.is_complete for each in records),
        published={name: sum(each.published[name] for each in records) for name in fields},
    )
