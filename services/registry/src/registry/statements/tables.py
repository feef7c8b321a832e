"""Where statements are kept: outside the ledger, for they may name persons, and never changed."""

from sqlalchemy import BigInteger, Column, Date, Identity, Index, String, Table, Text, Uuid

from chassis.database import Instant, mapper_of

mapper = mapper_of("registry")

statements = Table(
    "statements",
    mapper.metadata,
    Column("seq", BigInteger, Identity(), primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("publisher", String, nullable=False),
    Column("record_id", String, nullable=False),
    Column("record_type", String, nullable=False),
    Column("status", String),
    Column("about", Uuid),  # the subject of the declaration, as the registry knows it
    Column("party", Uuid),  # the body or person that the record is of; of a relationship the body that is owned
    Column("dated", Date, nullable=False),
    Column("content", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Index("statements_publisher_record_id_idx", "publisher", "record_id"),
    Index("statements_about_seq_idx", "about", "seq"),
)
