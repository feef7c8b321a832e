"""Reviews of a long contract, and the figures of churn. Pure: no database, no clock, no wire."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kernel.errors import Unacceptable
from kernel.identifiers import new_id
from kernel.money import Money


class Verdict(StrEnum):
    """What a review of a long contract comes to."""

    GO_ON = "go_on"
    BREAK = "break"


@dataclass(eq=False, kw_only=True)
class TermReview:
    """Whether a contract's outcomes justify that it goes on. A break ends it on `breaks_on`, with notice until then."""

    id: UUID = field(default_factory=new_id)
    contract_id: UUID
    verdict: Verdict
    findings: str
    breaks_on: date | None
    reviewed_at: datetime

    def __post_init__(self) -> None:
        if (self.verdict is Verdict.BREAK) is not (self.breaks_on is not None):
            raise Unacceptable("/breaks_on", "A break names the day on which the contract ends; going on names none.")


@dataclass(frozen=True, kw_only=True)
class History:
    """How a service was tendered in years past."""

    contracts: int
    years: Decimal
    retenders: int
    provider_changes: int


@dataclass(frozen=True, kw_only=True)
class Costs:
    """What changing hands costs once, and what each further year with one provider risks."""

    mobilisation: Money
    demobilisation: Money
    staff_loss: Money
    lock_in_a_year: Money
