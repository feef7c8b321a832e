"""Where ballots are kept, and the digests of their codes until they close: how somebody voted is written nowhere."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    false,
)
from sqlalchemy.dialects.postgresql import ARRAY

from chassis.database import mapper_of
from ratings.ballots.domain import Ballot, Poll

mapper = mapper_of("ratings")

ballots = Table(
    "ballots",
    mapper.metadata,
    Column("petition_id", ForeignKey("petitions.id"), primary_key=True),
    Column("held_on", Date, nullable=False),
    Column("votes_cast", Integer, nullable=False),
    Column("votes_for_recall", Integer, nullable=False),
    Column("levels", ARRAY(Integer, as_tuple=True)),
    CheckConstraint("votes_for_recall between 0 and votes_cast", name="votes"),
)

polls = Table(
    "polls",
    mapper.metadata,
    Column("id", Uuid, primary_key=True),
    Column("petition_id", ForeignKey("petitions.id"), nullable=False, unique=True),
    Column("question", String, nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("votes_for", Integer, nullable=False),
    Column("votes_against", Integer, nullable=False),
)
poll_codes = Table(
    "poll_codes",
    mapper.metadata,
    Column("digest", LargeBinary, primary_key=True),
    Column("poll_id", ForeignKey("polls.id"), nullable=False, index=True),
    Column("spent", Boolean, nullable=False, server_default=false()),
)

mapper.map_imperatively(Ballot, ballots)
mapper.map_imperatively(Poll, polls)
