"""Where the register's organisations are kept: a projection, rebuilt at will."""

from chassis.database import mapper_of
from chassis.organisations import organisations_table

organisations = organisations_table(mapper_of("grants").metadata)
