"""What a buyer says of its contract for the register. Pure: no database, no clock, no wire."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.money import Money


@dataclass(frozen=True)
class Particulars:
    """The department that answers for it, the day it is reviewed, and the VAT that the buyer cannot recover.

    What is None nobody has said (Local Government Transparency Code 2015, para.32).
    """

    department: str | None = None
    review_on: date | None = None
    irrecoverable_vat: Money | None = None

    def must_say_something(self) -> None:
        """Raise Unacceptable for an entry that says nothing."""
        if self == Particulars():
            raise Unacceptable("", "Say what department answers for it, when it is reviewed, or what VAT is lost.")


@dataclass(eq=False, kw_only=True)
class RegisterEntry:
    """What the buyer last said, whole."""

    contract_id: UUID
    particulars: Particulars
    stated_at: datetime
    version: int = 1

    def restate(self, particulars: Particulars, *, now: datetime) -> None:
        """Say it anew: what is left out is not known any more."""
        self.particulars, self.stated_at = particulars, now
        self.version += 1
