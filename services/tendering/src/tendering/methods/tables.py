"""Where methods are kept: one for a notice whose buyer set its own figures."""

from sqlalchemy import Column, Date, ForeignKey, Integer, Numeric, String, Table

from chassis.database import mapper_of, word
from tendering.methods.domain import Aggregate, Method

mapper = mapper_of("tendering")

methods = Table(
    "methods",
    mapper.metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("aggregate", word(Aggregate), nullable=False),
    Column("technical_quorum", Integer, nullable=False),
    Column("citizen_quorum", Integer, nullable=False),
    Column("citizens_under_25", Integer, nullable=False),
    Column("low_price_share", Numeric(6, 4), nullable=False),
    Column("low_price_response_days", Integer, nullable=False),
    Column("labour_on_cost", Numeric(6, 4), nullable=False),
    Column("hourly_wage", Numeric(8, 4), nullable=False),
    Column("rating_prior_mean", Numeric(6, 4), nullable=False),
    Column("rating_prior_strength", Integer, nullable=False),
    Column("price_points_maximum", Numeric(5, 2), nullable=False),
    Column("social_value_points_minimum", Numeric(5, 2), nullable=False),
    Column("user_rating_points_maximum", Numeric(5, 2), nullable=False),
    Column("draw_digest", String(64)),
    Column("evidence_on", Date),
    Column("planned_award_on", Date),
    Column("version", Integer, nullable=False),
)

mapper.map_imperatively(Method, methods, version_id_col=methods.c.version, version_id_generator=False)
