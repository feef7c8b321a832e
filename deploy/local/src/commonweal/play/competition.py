"""A story's competition: what is bought, who bids, who judges. The shapes of its part of the format."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Money = Annotated[str, Field(pattern=r"^-?(0|[1-9][0-9]*)\.[0-9]{2}$")]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[Decimal, Field(allow_inf_nan=False)]


class Part(BaseModel):
    """A piece of a story; what this command does not play yet passes unread."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Term(Part):
    """From the first day to the last, and how much longer at most."""

    start: date
    end: date
    extension_option_months: Count = 0


class Lot(Part):
    """What is bought, in parts."""

    id: str
    title: str
    estimated_value: Money
    reserved: Literal["public_service_mutual"] | None = None


class LotLimit(Part):
    """How many of these lots one group may win."""

    lots: list[str]
    maximum_per_supplier_group: Annotated[int, Field(ge=1)]


class Weight(Part):
    """How many of a hundred points a criterion is worth, and where its score comes from."""

    criterion: str
    source: Literal["price", "technical", "citizen", "user_rating", "declared"]
    points: Annotated[Number, Field(ge=0, le=100)]
    scale_maximum: Number | None = None
    social_value: bool = False
    unit: str | None = None


class Dates(Part):
    """The days of a procurement; what did not happen, or not yet, is null."""

    pipeline_financial_year_start: date | None = None
    engagement_notice_published: date | None = None
    planned_notice_published: date | None = None
    tender_notice_published: date
    tender_deadline: AwareDatetime
    abnormally_low_notice_sent: date | None = None
    award_notice_published: date | None  # null: bids are still welcome


class WhatIf(Part):
    """What is asked beside the real story."""

    extension_months: list[int] = []
    earlier_reserved_award_dates: list[date] = []
    keep_disregarded_bids: bool = False


class Procurement(Part):
    """A competition for a contract."""

    id: str
    title: str
    authority: str
    authority_type: str = "sub_central"
    regime: Literal["light_touch", "full"]
    procedure: Literal["open", "competitive_flexible"]
    cpv: list[str]
    prices_include_vat: bool = True
    term: Term
    lots: Annotated[list[Lot], Field(min_length=1)]
    lot_limit: LotLimit | None = None
    weights: list[Weight]
    dates: Dates
    what_if: WhatIf = WhatIf()


class Staffing(Part):
    """The posts that a bid says will do the work."""

    full_time_equivalents: Number
    hours_per_week: Number
    weeks_per_year: Number
    years: Number


class Bid(Part):
    """An offer for one lot."""

    id: str
    bidder: str
    lot: str
    price: Money
    submitted_at: AwareDatetime
    declared: dict[str, Number] = {}
    staffing: Staffing | None = None


class Response(Part):
    """What a bidder's explanation of a low price was found to be."""

    bid: str
    received_on: date
    finding: Literal["demonstrated", "not_demonstrated"]


class Evaluator(Part):
    """Somebody who knows the trade, while their training lasts."""

    id: str
    training_valid_until: date


class CitizenCommissioner(Part):
    """Somebody who knows the service."""

    id: str
    aged_under_25: bool = False


class Recusal(Part):
    """A member who leaves a lot because of a conflict."""

    member: str
    lot: str
    reason: str


class Marks(Part):
    """What members gave one bid for one criterion."""

    bid: str
    criterion: str
    scores: dict[str, Number]


class Evaluation(Part):
    """Who judges, and what they found."""

    technical_evaluators: list[Evaluator] = []
    citizen_commissioners: list[CitizenCommissioner] = []
    recusals: list[Recusal] = []
    scores: list[Marks] = []
