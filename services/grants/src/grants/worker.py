"""What grants does by itself: it learns of organisations, and decides what its windows have closed on."""

from chassis.projections import ProjectionSpec
from chassis.work import Work
from grants.parties.consumers import HANDLERS
from grants.parties.tables import organisations
from grants.pools.commands import decide_proposals

WORK = Work(
    "grants",
    projections=[ProjectionSpec("parties", "registry", HANDLERS, [organisations])],
    timers=[decide_proposals],
)
