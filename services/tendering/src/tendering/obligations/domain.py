"""A procurement as the law looks at it, and what follows. Pure: no database, no clock, no wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kernel.money import Money
from kernel.periods import DatePeriod


class Category(StrEnum):
    """What is bought (OCDS codelist procurementCategory)."""

    GOODS = "goods"
    WORKS = "works"
    SERVICES = "services"


class Procedure(StrEnum):
    """How it is bought (Procurement Act 2023 ss.20, 41 and 43)."""

    OPEN = "open"
    COMPETITIVE_FLEXIBLE = "competitive_flexible"
    DIRECT_AWARD = "direct_award"
    USER_CHOICE = "user_choice"  # a direct award by the choice of who uses the service (Sch.5 para.15)
    MINI_COMPETITION = "mini_competition"  # among the suppliers of a framework (s.46)
    DIRECT_CALL_OFF = "direct_call_off"  # by a framework's own mechanism (s.45(4))

    @property
    def is_direct(self) -> bool:
        """Whether nobody competes."""
        return self in {Procedure.DIRECT_AWARD, Procedure.USER_CHOICE, Procedure.DIRECT_CALL_OFF}

    @property
    def is_call_off(self) -> bool:
        """Whether a contract is awarded in accordance with a framework, and no ground is asked for (s.45(1))."""
        return self in {Procedure.MINI_COMPETITION, Procedure.DIRECT_CALL_OFF}


class Regime(StrEnum):
    """Whether the whole Act binds, or the lighter duties of ss.8 to 9 for services to people."""

    FULL = "full"
    LIGHT_TOUCH = "light_touch"


class AuthorityType(StrEnum):
    """Who buys, as the thresholds tell them apart (Sch.1)."""

    CENTRAL = "central"
    SUB_CENTRAL = "sub_central"
    UTILITY = "utility"
    SCHOOL = "school"  # sub-central, and free of what Part 6 asks below the threshold


class Jurisdiction(StrEnum):
    """Whose rules bind. Wales sets figures of its own; Scotland has another law."""

    ENGLAND = "england"
    WALES = "wales"
    NORTHERN_IRELAND = "northern_ireland"


class Step(StrEnum):
    """What happens in a procurement and sets a clock going, or stops one."""

    FINANCIAL_YEAR = "financial_year"
    PIPELINE_NOTICE = "pipeline_notice"
    ENGAGEMENT_NOTICE = "engagement_notice"
    PLANNED_NOTICE = "planned_notice"
    TENDER_NOTICE = "tender_notice"
    TENDER_DEADLINE = "tender_deadline"
    LOW_PRICE_NOTICE = "low_price_notice"
    ASSESSMENT_SUMMARIES = "assessment_summaries"
    TRANSPARENCY_NOTICE = "transparency_notice"
    AWARD_NOTICE = "award_notice"
    SIGNATURE = "signature"
    DETAILS_NOTICE = "details_notice"
    CONTRACT_COPY = "contract_copy"
    PERFORMANCE_NOTICE = "performance_notice"  # the latest yearly one
    CANCELLATION = "cancellation"
    CANCELLATION_NOTICE = "cancellation_notice"
    WORKFORCE_DETAILS = "workforce_details"
    END = "end"
    END_NOTICE = "end_notice"


@dataclass(frozen=True)
class BreachDecided:
    """A day on which a breach of the contract had its consequence, and the day on which all were told of it."""

    decided_on: date
    told_on: date | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """All that decides which duties bind. `value` is the estimate, VAT included; `steps` are the days known so far.

    `commenced_on` is the day whose law binds to the end. A framework or a concession has duties of its own.
    """

    authority_type: AuthorityType = AuthorityType.SUB_CENTRAL
    jurisdiction: Jurisdiction = Jurisdiction.ENGLAND
    category: Category = Category.SERVICES
    regime: Regime = Regime.FULL
    procedure: Procedure = Procedure.OPEN
    value: Money
    commenced_on: date
    term: DatePeriod | None = None
    extension_months: int = 0
    is_framework: bool = False
    is_exempt_from_standstill: bool = False  # called off, or bought under a dynamic market
    is_concession: bool = False
    transfers_staff: bool = False
    announced_standstill: int | None = None
    steps: Mapping[Step, date] = field(default_factory=dict)
    breaches: Sequence[BreachDecided] = ()


class Layer(StrEnum):
    """Where a duty comes from. The two are never mixed: policy may ask for more, but it is not the law."""

    STATUTE = "statute"
    OVERLAY = "overlay"


class Force(StrEnum):
    """How strongly a duty binds this case."""

    REQUIRED = "required"
    EXPLAIN = "required_or_explained"
    OPTIONAL = "optional"
    EXEMPT = "exempt"


class State(StrEnum):
    """Where it stands on a day. A duty without a due date waits for the step that sets its clock going."""

    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    NONE = "none"  # nothing is owed


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """One duty: what, why, how strongly, by when. `code` is the notice's, such as UK7, or a word for what is no notice.

    `due` is the last day; `clock` says in words what sets it.
    """

    code: str
    name: str
    layer: Layer
    force: Force
    because: str
    rule: str
    source: str
    clock: str = ""
    due: date | None = None
    met_on: date | None = None

    def state(self, today: date) -> State:
        """Where it stands on that day. The last day itself is still in time."""
        if self.met_on is not None:
            return State.MET if self.due is None or self.met_on <= self.due else State.MET_LATE
        if self.force in {Force.OPTIONAL, Force.EXEMPT}:
            return State.NONE
        if self.due is None:
            return State.WAITING
        return State.OVERDUE if today > self.due else State.DUE
