"""How completeness looks on the wire."""

from datetime import datetime
from fractions import Fraction
from typing import Self
from uuid import UUID

from chassis.wire import DecimalOut, Out
from kernel.rounding import percent
from tendering.completeness.domain import Completeness


class ContractRecordOut(Out):
    """One contract: which fields are published of it, and which are missing."""

    contract_id: UUID
    title: str
    supplier_id: UUID
    signed_at: datetime
    published: dict[str, bool]
    missing: list[str]
    is_complete: bool


class FieldOut(Out):
    """Of how many contracts a field is published, and of which part of them."""

    contracts: int
    share_pct: DecimalOut | None


class CompletenessOut(Out):
    """How complete an authority's records are: by contract, by field, and over all fields of all contracts."""

    buyer_id: UUID
    contracts: int
    complete: int
    complete_pct: DecimalOut | None
    fields_pct: DecimalOut | None
    fields: dict[str, FieldOut]

    @classmethod
    def of(cls, buyer_id: UUID, found: Completeness) -> Self:
        """Rounded only here; null where there is no contract."""
        return cls(
            buyer_id=buyer_id,
            contracts=found.contracts,
            complete=found.complete,
            complete_pct=percent(found.share),
            fields_pct=percent(found.share_of_fields),
            fields={
                name: FieldOut(
                    contracts=count,
                    share_pct=percent(Fraction(count, found.contracts)) if found.contracts else None,
                )
                for name, count in found.published.items()
            },
        )
