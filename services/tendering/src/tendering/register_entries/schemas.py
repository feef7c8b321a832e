"""How entries for the register of contracts look on the wire."""

from datetime import date, datetime
from uuid import UUID

from chassis.wire import DayIn, MoneyIn, MoneyOut, Name, Out, Strict, example
from tendering.register_entries.domain import Particulars, RegisterEntry


class RegisterEntryIn(
    Strict,
    json_schema_extra=example(
        department="Housing", review_on="2029-09-30", irrecoverable_vat={"amount": "0.00", "currency": "GBP"}
    ),
):
    """The department that answers for the contract, when it is reviewed, and the VAT that the buyer cannot recover.

    What is left out is not known, and stands empty in the register.
    """

    department: Name | None = None
    review_on: DayIn | None = None
    irrecoverable_vat: MoneyIn | None = None

    def parsed(self) -> Particulars:
        """In the words of the domain."""
        vat = self.irrecoverable_vat
        return Particulars(self.department, self.review_on, None if vat is None else vat.parsed())


class RegisterEntryOut(Out):
    """What the buyer last said."""

    contract_id: UUID
    department: str | None
    review_on: date | None
    irrecoverable_vat: MoneyOut | None
    stated_at: datetime
    version: int

    @classmethod
    def of(cls, entry: RegisterEntry) -> "RegisterEntryOut":
        """As it stands."""
        return cls.model_validate({**vars(entry.particulars), **vars(entry)})
