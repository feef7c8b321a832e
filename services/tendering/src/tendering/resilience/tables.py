"""Where continuity plans and who needs one are kept."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, Table, Uuid

from chassis.database import mapper_of
from tendering.continuity.tables import Plan
from tendering.redactions.tables import Withheld
from tendering.resilience.domain import KeptPlan, PlanRequirement

mapper = mapper_of("tendering")

plan_requirements = Table(
    "plan_requirements",
    mapper.metadata,
    Column("contract_id", ForeignKey("contracts.id"), primary_key=True),
    Column("buyer_id", Uuid, nullable=False, index=True),
    Column("required_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("decision_id", Uuid, nullable=False),
)
continuity_plans = Table(
    "continuity_plans",
    mapper.metadata,
    Column("contract_id", ForeignKey("contracts.id"), primary_key=True),
    Column("plan", Plan, nullable=False),
    Column("withheld", Withheld),
    Column("first_made_on", Date, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("version", Integer, nullable=False),
)
#: The last day on which each buyer's exposures were looked at, and how many times signs had changed by then.
exposure_looks = Table(
    "exposure_looks",
    mapper.metadata,
    Column("buyer_id", Uuid, primary_key=True),
    Column("looked_on", Date, nullable=False),
    Column("changes", BigInteger, nullable=False),
)

mapper.map_imperatively(PlanRequirement, plan_requirements)
mapper.map_imperatively(
    KeptPlan, continuity_plans, version_id_col=continuity_plans.c.version, version_id_generator=False
)
