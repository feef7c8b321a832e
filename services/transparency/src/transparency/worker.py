"""What transparency does when nobody asks: it publishes what the other services tell."""

from chassis.work import ProjectionSpec, Work
from transparency.calendars.consumers import SPECS as CALENDARS
from transparency.delivery.consumers import Delivery
from transparency.directory.consumers import SPECS as DIRECTORY
from transparency.grant_awards.consumers import GrantPublisher
from transparency.grant_awards.schemas import Imprint
from transparency.grant_awards.tables import grants
from transparency.profiles.consumers import SPECS as PROFILES
from transparency.releases.consumers import imprint
from transparency.releases.consumers.publisher import Publisher
from transparency.releases.tables import releases
from transparency.settings import Prefixes

PREFIXES = Prefixes()
IMPRINT = Imprint(PREFIXES.grant_prefix, PREFIXES.publisher_uri)
OURS = imprint.Imprint(PREFIXES.ocid_prefix)
PUBLISHED = {**Publisher(PREFIXES.ocid_prefix).handlers(), **Delivery(OURS).handlers()}
WORK = Work(
    "transparency",
    projections=[
        ProjectionSpec("releases", "tendering", PUBLISHED, [releases]),
        ProjectionSpec("grant_awards", "grants", GrantPublisher(IMPRINT).handlers(), [grants]),
        *DIRECTORY,
        *CALENDARS,
        *PROFILES,
    ],
)
