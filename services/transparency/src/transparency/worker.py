"""What transparency does when nobody asks: it publishes what the other services tell."""

from chassis.work import ProjectionSpec, Work
from transparency.calendars.consumers import SPECS as CALENDARS
from transparency.directory.consumers import SPECS as DIRECTORY
from transparency.exports.consumers import SPECS as EXPORTS
from transparency.flows.consumers import SPECS as FLOWS
from transparency.grant_awards.consumers import GrantPublisher
from transparency.grant_awards.schemas.grants import Imprint
from transparency.grant_awards.tables import grants
from transparency.profiles.consumers import SPECS as PROFILES
from transparency.publication.consumers import Publisher
from transparency.releases.tables import releases
from transparency.settings import Prefixes
from transparency.spend_lines.consumers import SPECS as SPEND_LINES
from transparency.yearly_accounts.consumers import SPECS as YEARLY_ACCOUNTS

PREFIXES = Prefixes()
IMPRINT = Imprint(PREFIXES.grant_prefix, PREFIXES.publisher_uri)
WORK = Work(
    "transparency",
    projections=[
        ProjectionSpec("releases", "tendering", Publisher(PREFIXES.ocid_prefix).handlers(), [releases]),
        ProjectionSpec("grant_awards", "grants", GrantPublisher(IMPRINT).handlers(), [grants]),
        *DIRECTORY,
        *CALENDARS,
        *PROFILES,
        *FLOWS,
        *SPEND_LINES,
        *EXPORTS,
        *YEARLY_ACCOUNTS,
    ],
)
