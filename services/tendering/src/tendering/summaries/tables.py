"""Where summaries are kept: as they were sent, never changed. What is told anew is another row."""

from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, Column, ForeignKey, Integer, Numeric, String, Table, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect

from chassis.database import Instant, mapper_of, word
from tendering.summaries.domain import Assessed, Standing, Summary

mapper = mapper_of("tendering")


class Criteria(TypeDecorator[tuple[Assessed, ...]]):
    """The assessment as one JSON list: it is written and read whole. Numbers are text, so that they stay exact."""

    impl = JSONB
    cache_ok = True

    def process_bind_param(self, value: tuple[Assessed, ...] | None, dialect: Dialect) -> list[dict[str, Any]]:
        return [
            {
                "criterion": each.criterion,
                "weight": str(each.weight),
                "points": str(each.points),
                "winner_points": None if each.winner_points is None else str(each.winner_points),
                "rationales": list(each.rationales),
                "winner_rationales": list(each.winner_rationales),
            }
            for each in value or ()
        ]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> tuple[Assessed, ...]:
        return tuple(
            Assessed(
                criterion=each["criterion"],
                weight=Decimal(each["weight"]),
                points=Decimal(each["points"]),
                winner_points=None if each["winner_points"] is None else Decimal(each["winner_points"]),
                rationales=tuple(each["rationales"]),
                winner_rationales=tuple(each.get("winner_rationales", ())),  # what was sent first had none
            )
            for each in value or ()
        )


summaries = Table(
    "summaries",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("lot_id", ForeignKey("lots.id"), nullable=False),
    Column("bid_id", ForeignKey("bids.id"), nullable=False),
    Column("bidder_id", Uuid, nullable=False),
    Column("standing", word(Standing), nullable=False),
    Column("total", Numeric(7, 4)),
    Column("winner_bid_id", Uuid),
    Column("winner_total", Numeric(7, 4)),
    Column("limit", Integer),
    Column("because", ARRAY(String), nullable=False),
    Column("criteria", Criteria, nullable=False),
    Column("sent_at", Instant, nullable=False),
)

mapper.map_imperatively(Summary, summaries)
