"""How local staff and purchases look on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import Count, DayIn, DecimalOut, MoneyIn, MoneyOut, Out, Strict, example
from kernel.clock import day_of
from kernel.rounding import percent
from tendering.local_returns.domain import LocalReturn, LocalStaff, Purchases, share_of
from tendering.local_returns.rules import fewest_staff

AreaIn = Annotated[
    str,
    Field(
        pattern=r"^(TL[A-Z][0-9A-Z]{0,2}|[EWSNK][0-9]{8})$",
        description="An ITL region or an area of the GSS.",
        examples=["TLD3"],
    ),
]


class PurchasesIn(Strict):
    """What was bought for the contract, and how much of that in the area and from social enterprises."""

    total: MoneyIn
    local: MoneyIn
    social_enterprise: MoneyIn


class LocalReturnIn(
    Strict,
    json_schema_extra=example(
        area="TLD3",
        first="2027-04-01",
        last="2027-04-10",
        staff=24,
        local_staff=19,
        purchases={
            "total": {"amount": "52000.00", "currency": "GBP"},
            "local": {"amount": "31000.00", "currency": "GBP"},
            "social_enterprise": {"amount": "12000.00", "currency": "GBP"},
        },
    ),
):
    """How many people worked on the contract, how many of them live in the area, and, if told, what was bought where.

    People are counted, whoever employs them; nobody is named.
    """

    area: AreaIn
    first: DayIn
    last: DayIn
    staff: Count
    local_staff: Count
    purchases: PurchasesIn | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        bought = self.purchases
        parsed = None if bought is None else Purchases(**{name: each.parsed() for name, each in bought})
        return {**dict(self), "purchases": parsed}


class PurchasesOut(Out):
    """What was bought for the contract; shares are null where nothing was."""

    total: MoneyOut
    local: MoneyOut
    social_enterprise: MoneyOut
    local_pct: DecimalOut | None
    social_enterprise_pct: DecimalOut | None

    @classmethod
    def of(cls, bought: Purchases) -> Self:
        """With the shares."""
        whole = bought.total.pence
        return cls(
            **{name: getattr(bought, name) for name in ("total", "local", "social_enterprise")},
            local_pct=percent(share_of(bought.local.pence, whole)),
            social_enterprise_pct=percent(share_of(bought.social_enterprise.pence, whole)),
        )


class LocalReturnOut(Out):
    """One return; figures of staff are null where so few are counted that they would tell of people."""

    id: UUID
    contract_id: UUID
    area: str
    first: date
    last: date
    staff: int | None
    local_staff: int | None
    local_staff_pct: DecimalOut | None
    purchases: PurchasesOut | None
    returned_at: datetime

    @classmethod
    def of(cls, told: LocalReturn) -> Self:
        """As everybody may read it."""
        is_told = told.may_be_told(fewest_staff(on=day_of(told.returned_at)))
        names = ("id", "contract_id", "area", "first", "last", "returned_at")
        return cls(
            **{name: getattr(told, name) for name in names},
            staff=told.staff if is_told else None,
            local_staff=told.local_staff if is_told else None,
            local_staff_pct=percent(share_of(told.local_staff, told.staff)) if is_told else None,
            purchases=None if told.purchases is None else PurchasesOut.of(told.purchases),
        )


class LocalStaffOut(Out):
    """Staff on an authority's running contracts, by the latest return of each for the area.

    Contracts with too few staff, and those that say nothing, are counted and are in no figure.
    """

    buyer_id: UUID
    area: str
    contracts_reported: int
    contracts_too_few: int
    contracts_unreported: int
    staff: int
    local_staff: int
    local_staff_pct: DecimalOut | None

    @classmethod
    def of(cls, buyer_id: UUID, area: str, found: LocalStaff) -> Self:
        """With the share."""
        return cls(
            buyer_id=buyer_id,
            area=area,
            contracts_reported=found.reported,
            contracts_too_few=found.too_few,
            contracts_unreported=found.unreported,
            staff=found.staff,
            local_staff=found.local_staff,
            local_staff_pct=percent(found.share),
        )
