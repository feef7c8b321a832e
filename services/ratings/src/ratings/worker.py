"""What ratings does when nobody asks it: learns of contracts and organisations, and publishes what may be told."""

from chassis.organisations import organisation_handlers
from chassis.timers import in_order
from chassis.work import ProjectionSpec, ReactionSpec, Work
from ratings.ballots.commands.holding import close_ballots
from ratings.changes.commands import miss_changes
from ratings.eligibility.consumers import HANDLERS
from ratings.eligibility.tables import known_organisations, services
from ratings.exchanges.commands import publish_exchanges
from ratings.investigations.reactions import HANDLERS as PETITIONED
from ratings.issuance.commands import close_keys
from ratings.petitions.commands.closing import close_petitions, demand_investigations
from ratings.quarantine.commands import suspect_ratings
from ratings.safeguarding.commands import tell_overdue_matters
from ratings.scores.commands import publish_summaries
from ratings.series.commands import publish_quarters
from ratings.snapshots.commands import freeze_at_deadlines, tell_ratings
from ratings.snapshots.consumers import HANDLERS as NOTICES
from ratings.snapshots.tables import competitions
from ratings.stories.commands import erase_old_stories

WORK = Work(
    "ratings",
    projections=[
        ProjectionSpec("organisations", "registry", organisation_handlers(known_organisations), [known_organisations]),
        ProjectionSpec("services", "tendering", HANDLERS, [services]),
        ProjectionSpec("competitions", "tendering", NOTICES, [competitions]),
    ],
    reactions=[ReactionSpec("investigations", "ratings", PETITIONED)],
    timers=[
        # Nothing is told before what came in under suspicion is set apart.
        in_order(suspect_ratings, publish_summaries, tell_ratings),
        *(close_keys, publish_quarters, freeze_at_deadlines),
        *(publish_exchanges, erase_old_stories, miss_changes, tell_overdue_matters),
        *(demand_investigations, close_petitions, close_ballots),
    ],
)
