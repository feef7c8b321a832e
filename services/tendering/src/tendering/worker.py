"""What tendering does by itself: it reads others' ledgers, opens bids, tells what is overdue, reads spend files."""

from chassis.projections import ProjectionSpec
from chassis.work import Job, ReactionSpec, Work
from tendering.bids.commands import open_bids
from tendering.calendar.commands import tell_overdue_duties
from tendering.complaints.commands import tell_overdue_complaints
from tendering.diary.reactions import REACTIONS
from tendering.open_books.commands import tell_overdue_books
from tendering.openings.commands.bids import log_commitments
from tendering.openings.commands.entries import log_entries
from tendering.payees.consumers import HANDLERS as PAYEES
from tendering.payees.tables import known_payees
from tendering.payment_notices.commands import ask_for_notices
from tendering.resilience.commands import ask_for_plans
from tendering.snapshots.consumers import DELIVERIES
from tendering.snapshots.consumers import HANDLERS as RATINGS
from tendering.snapshots.tables import frozen_ratings, promises_kept, rated
from tendering.social_value.commands import tell_overdue_promises
from tendering.suppliers.consumers import HANDLERS as SUPPLIERS
from tendering.suppliers.tables import TABLES as SUPPLIER_TABLES
from tendering.supply_chain.commands import state_retained
from tendering.takedowns.reactions import read_spend_files
from tendering.track_records.consumers import HANDLERS as ASSESSED
from tendering.track_records.tables import past_assessments
from tendering.vocabulary.consumers import HANDLERS as VOCABULARY
from tendering.vocabulary.tables import cpv_codes

WORK = Work(
    "tendering",
    projections=[
        ProjectionSpec("suppliers", "registry", SUPPLIERS, SUPPLIER_TABLES),
        ProjectionSpec("ratings", "ratings", RATINGS, [rated, frozen_ratings]),
        ProjectionSpec("deliveries", "tendering", DELIVERIES, [promises_kept]),
        ProjectionSpec("track records", "tendering", ASSESSED, [past_assessments]),
        ProjectionSpec("payees", "registry", PAYEES, [known_payees]),
        ProjectionSpec("vocabulary", "registry", VOCABULARY, [cpv_codes]),
    ],
    reactions=[ReactionSpec("diary", "tendering", REACTIONS)],
    timers=[
        open_bids,
        log_commitments,
        log_entries,
        tell_overdue_complaints,
        tell_overdue_duties,
        tell_overdue_books,
        tell_overdue_promises,
        state_retained,
        ask_for_plans,
        ask_for_notices,
    ],
    jobs=[Job("spend files", read_spend_files)],
)
