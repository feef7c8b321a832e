"""How strategic suppliers look on the wire."""

from collections.abc import Mapping
from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import MoneyOut, Out
from kernel.money import SignedMoney
from kernel.rounding import half_up
from transparency.concentration.schemas.judgements import RuleOut
from transparency.flows.domain import Holder
from transparency.strategic_suppliers.domain import Supplier, Tagged


class MemberOut(Out):
    """An organisation of a group that was paid."""

    organisation_id: UUID
    name: str


class StrategicSupplierOut(Out):
    """A group above the figure, and by how many authorities it was paid."""

    group_id: UUID
    name: str
    revenue: MoneyOut
    authorities: int
    members: list[MemberOut]

    @classmethod
    def of(cls, supplier: Supplier, names: Mapping[Holder, str]) -> Self:
        return cls(
            group_id=supplier.group_id,
            name=names[supplier.group_id],
            revenue=SignedMoney(int(half_up(supplier.revenue, 0))),
            authorities=supplier.authorities,
            members=[MemberOut(organisation_id=it, name=names[it]) for it in supplier.members],
        )


class StrategicSuppliersOut(Out):
    """Groups that public bodies paid more than the rule's figure directly, as far as these posted it here."""

    first: date
    last: date
    rule: RuleOut
    suppliers: list[StrategicSupplierOut]

    @classmethod
    def of(cls, tagged: Tagged, names: Mapping[Holder, str]) -> Self:
        return cls(
            first=tagged.days.first,
            last=tagged.days.last,
            rule=RuleOut.of(tagged.rule),
            suppliers=[StrategicSupplierOut.of(each, names) for each in tagged.suppliers],
        )

    def group_of(self, organisation_id: UUID) -> StrategicSupplierOut | None:
        """The strategic supplier that an organisation is, or is of."""
        named = (
            each
            for each in self.suppliers
            if organisation_id in {each.group_id, *(member.organisation_id for member in each.members)}
        )
        return next(named, None)
