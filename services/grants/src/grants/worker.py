"""What grants does by itself: it learns of organisations."""

from chassis.projections import ProjectionSpec
from chassis.work import Work
from grants.parties.consumers import HANDLERS
from grants.parties.tables import organisations

WORK = Work("grants", projections=[ProjectionSpec("parties", "registry", HANDLERS, [organisations])])
