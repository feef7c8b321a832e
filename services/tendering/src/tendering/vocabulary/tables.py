"""Where the codes of the CPV are kept: a projection, rebuilt at will."""

from sqlalchemy import Column, String, Table

from chassis.database import mapper_of

cpv_codes = Table("cpv_codes", mapper_of("tendering").metadata, Column("code", String(8), primary_key=True))
