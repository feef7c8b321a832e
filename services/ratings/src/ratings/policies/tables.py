"""Where chosen figures are kept: every choice, the last one in force."""

from sqlalchemy import Column, Integer, Numeric, Table

from chassis.database import Instant, mapper_of
from ratings.policies.domain import PolicyChoice

mapper = mapper_of("ratings")

policies = Table(
    "policies",
    mapper.metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("prior_mean", Numeric(6, 4)),
    Column("prior_strength", Integer),
    Column("public_minimum", Integer),
    Column("cell_minimum", Integer),
    Column("hidden_minimum", Integer),
    Column("chosen_at", Instant, nullable=False),
)

mapper.map_imperatively(PolicyChoice, policies)
