"""How subcontracts look on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, IdIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from tendering.redactions.schemas import WithholdingIn, WithholdingOut
from tendering.subcontracts.domain import Flag, NonDisclosure, Subcontract
from tendering.subcontracts.rules import Shown


class SubcontractIn(
    Strict,
    json_schema_extra=example(
        payee_id="0198c4f2-7a50-7c3e-9c1a-2b1f6d3e4a5b",
        service="Peer support",
        cpv_division="85",
        value={"amount": "36000.00", "currency": "GBP"},
        starts_on="2027-04-01",
        ends_on="2027-06-30",
        payment_days=30,
        non_disclosure="none",
    ),
):
    """A link directly under the contract, or under `above_id`, the payer's own subcontract.

    With `withheld` the payee is not named in public until that is over, or the buyer at the top says that it shall be.
    """

    above_id: IdIn | None = None
    payee_id: IdIn
    service: Name
    cpv_division: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = None
    value: MoneyIn
    starts_on: DayIn
    ends_on: DayIn
    payment_days: Annotated[int, Field(ge=1, le=365)]
    non_disclosure: Annotated[NonDisclosure, Field(strict=False)]
    withheld: WithholdingIn | None = None

    def said(self) -> dict[str, Any]:
        """As the command takes it."""
        withheld = None if self.withheld is None else self.withheld.withholding()
        return {**dict(self), "value": self.value.parsed(), "withheld": withheld}


class SubcontractEndIn(Strict, json_schema_extra=example(ended_on="2027-05-31", reason="The helpline moved in-house.")):
    """The last day of a subcontract that is cut short, and why."""

    ended_on: DayIn
    reason: Prose


class DisclosureIn(Strict, json_schema_extra=example(reason="Those who live there need to know who runs it.")):
    """Why a name is to be public before its time."""

    reason: Prose


class SubcontractOut(Out):
    """A link of a chain. `payment_days` is what applies, `written_days` what its paper says.

    A side whose name is withheld is null; `payee_classes` say all the same what it is evidenced to be.
    """

    id: UUID
    contract_id: UUID
    above_id: UUID | None
    payer_id: UUID | None
    payee_id: UUID | None
    payee_classes: list[str]
    withheld: WithholdingOut | None
    tier: int
    service: str
    cpv_division: str | None
    value: MoneyOut
    starts_on: date
    ends_on: date
    written_days: int
    payment_days: int
    non_disclosure: NonDisclosure
    flags: list[Flag]
    decisions: list[UUID]
    declared_at: datetime
    ended_on: date | None
    ended_because: str | None
    version: int

    @classmethod
    def of(cls, link: Subcontract, shown: Shown) -> Self:
        """As one reader may know it."""
        told = {name: getattr(link, name) for name in cls.model_fields.keys() - {"payee_classes"}}
        hidden = {"payer_id": shown.payer_id, "payee_id": shown.payee_id, "withheld": shown.withheld}
        return cls(**{**told, **hidden}, payee_classes=sorted(shown.classes))
