"""Where a story's money went. The shapes of its part of the format."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from commonweal.play.competition import Money, Number, Part

#: Whoever owns money that nobody could trace.
UNTRACED = "untraced"
Share = Annotated[Number, Field(ge=0, le=1)]


class Paid(Part):
    """A payment out of the public purse."""

    payee: str
    amount: Money
    paid_on: date


class PaidOn(Paid):
    """A payment down a chain."""

    payer: str
    cpv_division: str | None = None


class Ended(Part):
    """Spending of a year that comes to its end."""

    payee: str
    amount: Money


class ProForma(Part):
    """What the shares of a scope would be after the awards of the story."""

    ended_spend: list[Ended] = []
    add_awards: bool = False
    add_planned_subcontracts: bool = False


class Scope(Part):
    """Spending of a body, of a market or of the whole over days."""

    id: str
    kind: Literal["body", "market", "whole"]
    title: str = ""
    cpv_division: str | None = None
    period_start: date
    period_end: date
    payments: list[Paid] = []
    subcontract_payments: list[PaidOn] = []
    pro_forma: ProForma | None = None
    what_if_bid_wins: str | None = None


class Flows(Part):
    """A year of payments under the story's contracts."""

    period_start: date
    period_end: date
    prime_payments: list[Paid] = []
    subcontract_payments: list[PaidOn] = []


class Account(Part):
    """A year of an organisation's accounts, and the scope of which is asked what of it may have left."""

    organisation: str
    accounts_year_end: date
    turnover: Money
    dividends: Money
    offshore_related_party_charges: Money
    shareholder_loan_interest: Money
    attributed_spend_scope: str | None = None


class Spend(Part):
    """All of it; no scope is summed with another."""

    scopes: list[Scope] = []
    flows: Flows | None = None
    leakage_accounts: list[Account] = []


class Planned(Part):
    """A subcontract that is planned, by what it is worth in a year."""

    id: str
    payer: str
    payee: str
    cpv_division: str | None = None
    annual_value: Money


class LocalMultiplier(Part):
    """What was spent, and how much of it is spent again in the place."""

    spend: Money
    local_staff_pay: Money
    local_purchases: Money
    staff_local_respend_share: Share
    supplier_local_respend_share: Share


def faults_of_spend(
    spend: Spend | None, planned: Sequence[Planned], known: Collection[str], bids: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What the format forbids and a schema cannot say."""
    for index, each in enumerate(planned):
        yield from unknown(f"/subcontracts/{index}", each, known)
    if spend is None:
        return
    scopes = [each.id for each in spend.scopes]
    for index, scope in enumerate(spend.scopes):
        place = f"/spend/scopes/{index}"
        if scope.id in scopes[:index]:
            yield f"{place}/id", f"{scope.id!r} stands twice"
        if scope.what_if_bid_wins is not None and scope.what_if_bid_wins not in bids:
            yield f"{place}/what_if_bid_wins", f"there is no bid {scope.what_if_bid_wins!r}"
        yield from faults_of_rows(place, scope, scope.payments, known)
        for row, ended in enumerate(scope.pro_forma.ended_spend if scope.pro_forma else ()):
            yield from unknown(f"{place}/pro_forma/ended_spend/{row}", ended, known)
    if spend.flows is not None:
        yield from faults_of_rows("/spend/flows", spend.flows, spend.flows.prime_payments, known)
    for index, account in enumerate(spend.leakage_accounts):
        place = f"/spend/leakage_accounts/{index}"
        yield from unknown(place, account, known)
        if account.attributed_spend_scope not in {None, *scopes}:
            yield f"{place}/attributed_spend_scope", f"there is no scope {account.attributed_spend_scope!r}"


def faults_of_rows(
    place: str, given: Scope | Flows, paid: Sequence[Paid], known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Of its days, and of whoever pays or is paid."""
    if given.period_end < given.period_start:
        yield f"{place}/period_end", "the period ends before it begins"
    named = "payments" if isinstance(given, Scope) else "prime_payments"
    for index, row in enumerate(paid):
        yield from unknown(f"{place}/{named}/{index}", row, known)
    for index, row in enumerate(given.subcontract_payments):
        yield from unknown(f"{place}/subcontract_payments/{index}", row, known)


def unknown(place: str, row: Part, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Organisations that a row names and that nobody is."""
    for side in ("payer", "payee", "organisation"):
        name = getattr(row, side, UNTRACED)
        if name not in {*known, UNTRACED}:
            yield f"{place}/{side}", f"there is no organisation {name!r}"
