"""How a contract looks on the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, MoneyIn, MoneyOut, Name, Out, Prose, Strict, example
from tendering.continuity.schemas import ContinuityPlanIn, ContinuityPlanOut
from tendering.contracts.domain import EndGround, Status
from tendering.envelopes.schemas import Digest


class ContractIn(
    Strict,
    json_schema_extra=example(
        starts_on="2027-04-01",
        ends_on="2030-03-31",
        places=["Northbridge", "Millfield"],
        beneficiaries=["People who sleep rough"],
    ),
):
    """What the buyer proposes; unless it says otherwise the words are the notice's, and the value is the award's.

    `open_book_over` draws the line above which its book is open; left out, it is the rulebook's. A contract for which
    the law asks for indicators has them before it is signed, or `no_indicators_because` says why none fit (s.52). One
    that runs fewer than three years says why. `places` are covered by it, `beneficiaries` are those it is for.
    `pay_index` names by what the pay of everybody on it, whoever employs them, is raised each year.
    """

    title: Name | None = None
    description: Prose | None = None
    starts_on: DayIn
    ends_on: DayIn
    open_book_over: MoneyIn | None = None
    no_indicators_because: Prose | None = None
    short_term_because: Prose | None = None
    pay_index: Name | None = None
    places: Annotated[list[Name], Field(max_length=200)] | None = None
    beneficiaries: Annotated[list[Name], Field(max_length=50)] | None = None

    def said(self) -> dict[str, Any]:
        """As the commands take it: only what was said."""
        said = {name: value for name, value in dict(self).items() if value is not None}
        return said | ({"open_book_over": self.open_book_over.parsed()} if self.open_book_over else {})


class AmendmentIn(
    Strict,
    json_schema_extra=example(
        value={"amount": "1750000.00", "currency": "GBP"}, ends_on="2030-03-31", rationale="Two more places."
    ),
):
    """What the contract shall be from now on, and why."""

    value: MoneyIn
    ends_on: DayIn
    rationale: Prose


class EndIn(Strict, json_schema_extra=example(outcome="terminated", reason="The provider closes.")):
    """`ended` when its time is up, `terminated` before; on which ground and why.

    `continuity_plan` says how the service goes on where its provider loses it.
    """

    outcome: Annotated[Literal["ended", "terminated"], Field(examples=["terminated"])]
    reason: Prose
    ground: Annotated[EndGround, Field(strict=False)] | None = None
    continuity_plan: ContinuityPlanIn | None = None


class DetailsIn(Strict, json_schema_extra=example(copy_sha256="0" * 64)):
    """What the contract details notice carries: the contract itself, as the SHA-256 of its file, once it is out."""

    copy_sha256: Digest | None = None


class AmendmentOut(Out):
    """One change, and what the contract then was."""

    number: int
    value: MoneyOut
    ends_on: date
    rationale: str
    amended_at: datetime


class ContractOut(Out):
    """A contract as it stands."""

    id: UUID
    award_id: UUID
    notice_id: UUID
    buyer_id: UUID
    supplier_id: UUID
    title: str
    description: str
    value: MoneyOut
    starts_on: date
    ends_on: date
    status: Status
    proposed_at: datetime
    signed_at: datetime | None
    ended_on: date | None
    ended_because: str | None
    ended_ground: EndGround | None
    continuity_plan: ContinuityPlanOut | None
    agreed_end: date
    open_book_over: MoneyOut | None
    no_indicators_because: str | None
    short_term_because: str | None
    pay_index: str | None
    places: list[str]
    beneficiaries: list[str]
    amendments: list[AmendmentOut]
    decisions: list[UUID]
    details_published_at: datetime | None
    copy_sha256: str | None
    copy_published_at: datetime | None
    version: int
