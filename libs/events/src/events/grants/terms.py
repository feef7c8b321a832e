"""The parts of a grant's terms, as its events tell them."""

from datetime import date
from uuid import UUID

from events import Part


class Match(Part):
    """What others bring beside the grant. Pending until there is evidence; in kind is never cash."""

    number: int
    kind: str  # cash, in_kind
    source: str
    reference: str
    amount: str
    hours: str | None = None
    hourly_rate: str | None = None
    evidenced: bool = False


class Milestone(Part):
    """What is paid for reaching a point: `due`, `reported` or `achieved`."""

    number: int
    title: str
    amount: str
    due_on: date | None = None
    status: str


class Tariff(Part):
    """What one outcome pays, how it is evidenced, and how many of it at most."""

    outcome: str
    tariff: str
    maximum_paid: int | None = None
    evidence_rule: str


class Terms(Part):
    """What the grant is for and how it is earned; nobody changes it once it is set."""

    eligible_cost: str
    upfront_share: str  # of the award, such as 0.30
    person_cap: str | None = None
    minimum_match_ratio: str
    in_kind_cap: str
    verifier_id: UUID
    match: list[Match] = []
    milestones: list[Milestone] = []
    tariffs: list[Tariff] = []
    accepted_on: date | None = None


class Returned(Part):
    """Money that came back of a grant; the amount is above zero."""

    number: int
    amount: str
    received_on: date


class Closing(Part):
    """How the grant ended: what it came to, what is due back, and what has come back, payment by payment."""

    closed_on: date
    actual_eligible_cost: str
    terminated_for_breach: bool
    payable: str
    clawback_due: str
    repaid: str
    repayments: list[Returned] = []
