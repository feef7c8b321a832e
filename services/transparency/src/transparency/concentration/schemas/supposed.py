"""What is supposed of a dataset, and what leaves an organisation as profit; none of it is kept."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from chassis.wire import DayIn, DecimalOut, IdIn, MoneyIn, MoneyOut, Out, SignedMoneyIn, Strict, example
from transparency.concentration.domain import Leakage
from transparency.concentration.rules import leakage
from transparency.concentration.schemas.shares import SharesOut
from transparency.flows.domain import Flow
from transparency.flows.schemas import money, percent

MOST = 1000  # rows
PAYEE, DATASET = "0198c4f2-7a51-7f2b-8a3d-6c5e4b3a2f1e", "0198c4f2-7a52-7d10-8b2c-5e6f7a8b9c0d"
Months = Annotated[int, Field(ge=1, le=1200)]


class EndedIn(Strict):
    """Spending of a year that comes to its end."""

    payee_id: IdIn | None = None
    amount: SignedMoneyIn

    def flow(self) -> Flow:
        """It is taken off."""
        return Flow(None, self.payee_id, Fraction(-self.amount.parsed().pence), is_prime=True)


class AwardIn(Strict):
    """A price for so many months, of which a year's part counts."""

    payee_id: IdIn
    price: MoneyIn
    months: Months

    @property
    def a_year(self) -> Fraction:
        """Exactly, in pence."""
        return Fraction(12 * self.price.parsed().pence, self.months)

    def flow(self) -> Flow:
        """As it would be paid."""
        return Flow(None, self.payee_id, self.a_year, is_prime=True)


class PlannedIn(Strict):
    """A subcontract that is planned, by what it is worth in a year."""

    payer_id: IdIn
    payee_id: IdIn
    amount: SignedMoneyIn
    division: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = None

    def flow(self) -> Flow:
        """As it would be paid."""
        return Flow(self.payer_id, self.payee_id, Fraction(self.amount.parsed().pence), is_prime=False)


class SupposedIn(
    Strict,
    json_schema_extra=example(
        dataset_id=DATASET,
        ended=[{"payee_id": PAYEE, "amount": {"amount": "100000.00", "currency": "GBP"}}],
        awards=[{"payee_id": PAYEE, "price": {"amount": "1720000.00", "currency": "GBP"}, "months": 60}],
        bid={"payee_id": PAYEE, "price": {"amount": "1190000.00", "currency": "GBP"}, "months": 60},
    ),
):
    """What if, of a dataset: spending ends, awards and subcontracts come; apart from these, a bid wins.

    A subcontract of another division than the dataset's moves nothing.
    """

    dataset_id: IdIn
    ended: Annotated[list[EndedIn], Field(max_length=MOST, default_factory=list)]
    awards: Annotated[list[AwardIn], Field(max_length=MOST, default_factory=list)]
    subcontracts: Annotated[list[PlannedIn], Field(max_length=MOST, default_factory=list)]
    bid: AwardIn | None = None

    def flows(self, division: str | None) -> list[Flow]:
        """All that is supposed beside what was paid, but the bid."""
        planned = [it for it in self.subcontracts if division is None or it.division in {None, division}]
        return [*(it.flow() for it in self.ended), *(it.flow() for it in self.awards), *(it.flow() for it in planned)]


class WonOut(Out):
    """The share of a bidder's group, if its bid won and nothing else changed."""

    group_id: UUID
    attributed_share_pct: DecimalOut | None
    breach: bool | None


class SupposedOut(Out):
    """How it is and how it would be."""

    dataset_id: UUID
    real: SharesOut
    supposed: SharesOut
    bid: WonOut | None


class AccountsIn(
    Strict,
    json_schema_extra=example(
        organisation_id=PAYEE,
        dataset_id=DATASET,
        accounts_year_end="2026-03-31",
        turnover={"amount": "212000000.00", "currency": "GBP"},
        dividends={"amount": "7400000.00", "currency": "GBP"},
        offshore_related_party_charges={"amount": "3100000.00", "currency": "GBP"},
        shareholder_loan_interest={"amount": "2500000.00", "currency": "GBP"},
    ),
):
    """Accounts of an organisation for a year, and the dataset of which is asked how much of it may have left."""

    organisation_id: IdIn
    dataset_id: IdIn | None = None
    accounts_year_end: DayIn
    turnover: SignedMoneyIn
    dividends: SignedMoneyIn
    offshore_related_party_charges: SignedMoneyIn
    shareholder_loan_interest: SignedMoneyIn

    def leakage(self, attributed: Fraction | None) -> Leakage:
        """What these accounts say, of what is attributed to the group."""
        others = (self.offshore_related_party_charges, self.shareholder_loan_interest)
        turnover, dividends, *rest = (Fraction(it.parsed().pence) for it in (self.turnover, self.dividends, *others))
        return leakage(turnover, dividends, rest, attributed)


class LeakageOut(Out):
    """What left as profit: dividends, charges of offshore related parties, interest on shareholders' loans.

    `estimated_leakage` is the same part of what the dataset attributes to the group: an estimate, and no account.
    """

    organisation_id: UUID
    group_id: UUID
    accounts_year_end: date
    kind: Literal["estimate"] = "estimate"
    leakage_rate_pct: DecimalOut | None
    dividend_only_pct: DecimalOut | None
    attributed: MoneyOut | None
    estimated_leakage: MoneyOut | None

    @classmethod
    def of(cls, said: AccountsIn, group_id: UUID, found: Leakage, attributed: Fraction | None) -> "LeakageOut":
        """Rounded last."""
        return cls(
            organisation_id=said.organisation_id,
            group_id=group_id,
            accounts_year_end=said.accounts_year_end,
            leakage_rate_pct=percent(found.rate),
            dividend_only_pct=percent(found.dividends_alone),
            attributed=None if attributed is None else money(attributed),
            estimated_leakage=None if found.estimated is None else money(found.estimated),
        )
