"""Where exchanges are kept. Of a supplier that rated a buyer a keyed digest stays, with which sums share nothing."""

from sqlalchemy import Column, Date, Enum, Index, Integer, LargeBinary, String, Table, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import Instant, mapper_of
from ratings.exchanges.domain import QUESTIONS, Band, SupplierRating

mapper = mapper_of("ratings")

voices = Table("voices", mapper.metadata, Column("digest", LargeBinary, primary_key=True))
buyer_tallies = Table(
    "buyer_tallies",
    mapper.metadata,
    Column("buyer_id", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("told", Integer, nullable=False, server_default="0"),  # how many there were at the last batch
    Column("prompted", Integer, nullable=False, server_default="0"),  # low ones, soon after one's own was low
    Column("prompted_told", Integer, nullable=False, server_default="0"),  # of which so many at the last batch
    *(Column(question, ARRAY(Integer, as_tuple=True), nullable=False) for question in QUESTIONS),
)
buyer_scores = Table(
    "buyer_scores",
    mapper.metadata,
    Column("buyer_id", Uuid, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
    *(Column(question, String, nullable=False) for question in QUESTIONS),
    Column("prompted", Integer),  # null where it is too small to tell
    Column("published_at", Instant, nullable=False),
)
supplier_ratings = Table(
    "supplier_ratings",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False, index=True),
    Column("buyer_id", Uuid, nullable=False),
    Column("provider_ids", ARRAY(Uuid, as_tuple=True), nullable=False),
    Column("year", Integer, nullable=False),
    Column("indicator", String, nullable=False),
    Column("band", Enum(Band, native_enum=False, values_callable=list, length=25), nullable=False),
    Column("evidence", String, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("publishes_on", Date, nullable=False),
    Column("reply", String),
    Column("published_at", Instant),
    Column("version", Integer, nullable=False),
    Index("supplier_ratings_waiting_idx", "publishes_on", postgresql_where=text("published_at is null")),
    Index("supplier_ratings_provider_ids_idx", "provider_ids", postgresql_using="gin"),
)

mapper.map_imperatively(
    SupplierRating, supplier_ratings, version_id_col=supplier_ratings.c.version, version_id_generator=False
)
