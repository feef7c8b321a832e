"""Which numbers are one body."""

from sqlalchemy import Column, String, Table, Text

from chassis.database import mapper_of

mapper = mapper_of("registry")

#: Numbers of one body; `body` is the least of them. A number without links is a body by itself, and has no row here.
members = Table(
    "register_members",
    mapper.metadata,
    Column("scheme", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("body", Text, nullable=False, index=True),
)
