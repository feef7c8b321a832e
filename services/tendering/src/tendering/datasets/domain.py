"""A dataset: payments of one scope over days, told by an authority. Pure: no database, no clock, no wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.errors import RuleBroken
from kernel.money import SignedMoney


class Kind(StrEnum):
    """Whose spending it is. Of a market and of the whole nobody is named as who pays first."""

    BODY = "body"
    MARKET = "market"
    WHOLE = "whole"


@dataclass(eq=False, kw_only=True)
class Dataset:
    """`division` is of the CPV. `figures` stand in the place of the rulebook's, as the authority has published them."""

    id: UUID
    authority_id: UUID
    reference: str
    title: str
    kind: Kind
    division: str | None
    first: date
    last: date
    figures: Mapping[str, Decimal]
    opened_at: datetime


@dataclass(eq=False, kw_only=True)
class ToldPayment:
    """A payment of a dataset; `payee_id` None: nobody knows who owns that money. Credits are below zero."""

    id: UUID
    dataset_id: UUID
    reference: str
    tier: int
    payer_id: UUID | None
    payee_id: UUID | None
    amount: SignedMoney
    paid_on: date
    division: str | None
    told_at: datetime

    def says_the_same(self, other: "ToldPayment") -> bool:
        """Whether both tell of one payment."""
        names = ("tier", "payer_id", "payee_id", "amount", "paid_on", "division")
        return all(getattr(self, name) == getattr(other, name) for name in names)


def must_be_new(reference: str, known: Dataset | None) -> None:
    """Raises RuleBroken where the authority has used the reference before."""
    if known is not None:
        raise RuleBroken(f"You have opened a dataset {reference!r} already.")
