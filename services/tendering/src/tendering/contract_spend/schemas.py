"""How the money under a contract looks on the wire."""

from datetime import date
from typing import Self
from uuid import UUID

from chassis.wire import MoneyOut, Out
from kernel.money import SignedMoney
from tendering.contract_spend.domain import ContractSpend, MonthPaid


class MonthPaidOut(Out):
    """A month by its first day: posted, and published in spend files; null where no file names the contract."""

    month: date
    posted: MoneyOut
    published: MoneyOut | None
    difference: MoneyOut | None
    counted: MoneyOut

    @classmethod
    def of(cls, paid: MonthPaid) -> Self:
        """In pounds."""
        return cls(
            month=paid.month,
            posted=SignedMoney(paid.posted),
            published=None if paid.published is None else SignedMoney(paid.published),
            difference=None if paid.difference is None else SignedMoney(paid.difference),
            counted=SignedMoney(paid.counted),
        )


class ContractSpendOut(Out):
    """What the buyer was invoiced for and paid under a contract, by two accounts of the same money.

    They are never added: in a month in which its spend files name the contract these count, in any other the payments
    that it posted. `difference` is published less posted, in the months in which files name the contract.
    """

    contract_id: UUID
    invoiced: MoneyOut
    posted: MoneyOut
    published: MoneyOut
    difference: MoneyOut
    counted: MoneyOut
    months: list[MonthPaidOut]

    @classmethod
    def of(cls, contract_id: UUID, spend: ContractSpend) -> Self:
        """In pounds."""
        names = ("invoiced", "posted", "published", "difference", "counted")
        sums = {name: SignedMoney(getattr(spend, name)) for name in names}
        return cls(contract_id=contract_id, months=[MonthPaidOut.of(each) for each in spend.months], **sums)
