"""Where notices are kept."""

from sqlalchemy import ARRAY, Boolean, CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid
from sqlalchemy.orm import relationship

from chassis.database import Instant, Whole, mapper_of, word
from tendering.criteria.domain import Criterion
from tendering.criteria.tables import criteria
from tendering.notices.domain import Notice, Status
from tendering.obligations.domain import AuthorityType, Category, Procedure, Regime
from tendering.plans.tables import plans
from tendering.procedures.domain import FlexibleProcedure
from tendering.terms.domain import Framework, Justification, Lot, LotLimit, Under
from tendering.terms.tables import lots

mapper = mapper_of("tendering")

notices = Table(
    "notices",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("title", String, nullable=False),
    Column("description", String, nullable=False),
    Column("category", word(Category), nullable=False),
    Column("procedure", word(Procedure), nullable=False),
    Column("regime", word(Regime), nullable=False),
    Column("cpv", ARRAY(String), nullable=False),
    Column("closes_at", Instant, nullable=False, index=True),
    Column("authority_type", word(AuthorityType), nullable=False, server_default="sub_central"),
    Column("values_include_vat", Boolean, nullable=False, server_default="false"),
    Column("lot_limit", Whole(LotLimit)),
    Column("recall_clause", String),
    Column("past_performance", ARRAY(String), nullable=False, server_default="{}"),
    Column("engagement_id", ForeignKey("engagements.id"), index=True),
    Column("unannounced_because", String),
    Column("not_local_because", String),
    Column("transfers_staff", Boolean, nullable=False, server_default="false"),
    Column("workforce_digest", String(64)),
    Column("status", word(Status), nullable=False),
    Column("published_at", Instant),
    Column("cancelled_at", Instant),
    Column("cancelled_because", String),
    Column("decisions", ARRAY(Uuid), nullable=False),
    Column("has_panels", Boolean, nullable=False, server_default="false"),
    Column("quality_locked_at", Instant),
    Column("sealing_key_id", Uuid),
    Column("phase_keys", ARRAY(Uuid), nullable=False, server_default="{}"),
    Column("bids_logged_at", Instant),
    Column("bids_opened_at", Instant),
    Column("justification", Whole(Justification)),
    Column("market_id", ForeignKey("markets.id")),
    Column("market_part", String),
    Column("framework", Whole(Framework)),
    Column("reopens_id", Uuid),
    Column("flexible", Whole(FlexibleProcedure)),
    Column("under", Whole(Under)),
    Column("prior_id", Uuid),
    Column("plan_id", ForeignKey(plans.c.id)),
    Column("planned_on", Date),
    Column("method_digest", String(64)),
    Column("terms_hash", String(64)),
    Column("version", Integer, nullable=False),
    CheckConstraint("status = 'draft' or published_at is not null", name="published"),
    Index("notices_buyer", "buyer_id", "id"),
    # What timers look for every second among all notices that there ever were.
    Index("notices_to_log", "closes_at", postgresql_where="sealing_key_id is not null and bids_logged_at is null"),
    Index("notices_phased", "id", postgresql_where="status = 'published' and cardinality(phase_keys) > 0"),
)

mapper.map_imperatively(
    Notice,
    notices,
    version_id_col=notices.c.version,
    version_id_generator=False,  # the domain counts, so that a change of a lot alone is a new version too
    properties={
        "lots": relationship(Lot, lazy="selectin", cascade="all, delete-orphan", order_by=lots.c.place),
        "criteria": relationship(Criterion, lazy="selectin", cascade="all, delete-orphan", order_by=criteria.c.id),
    },
)
