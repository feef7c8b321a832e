"""Where the returns of ballots are kept: one a petition."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, Table

from chassis.database import mapper_of
from ratings.ballots.domain import Ballot

mapper = mapper_of("ratings")

ballots = Table(
    "ballots",
    mapper.metadata,
    Column("petition_id", ForeignKey("petitions.id"), primary_key=True),
    Column("held_on", Date, nullable=False),
    Column("votes_cast", Integer, nullable=False),
    Column("votes_for_recall", Integer, nullable=False),
    CheckConstraint("votes_for_recall between 0 and votes_cast", name="votes"),
)

mapper.map_imperatively(Ballot, ballots)
