"""What transparency does when nobody asks: it publishes what the other services tell."""

from chassis.work import ProjectionSpec, Work
from transparency.releases.consumers import Publisher
from transparency.releases.tables import releases
from transparency.settings import Prefixes

PREFIXES = Prefixes()
WORK = Work(
    "transparency",
    projections=[
        ProjectionSpec("releases", "tendering", Publisher(PREFIXES.ocid_prefix).handlers(), [releases]),
    ],
)
