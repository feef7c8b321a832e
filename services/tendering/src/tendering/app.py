"""The tendering service."""

from fastapi import FastAPI

from chassis.app import create_app
from tendering.alliance_awards.api import router as alliance_awards
from tendering.alliances.api import router as alliances
from tendering.allocations.api import router as allocations
from tendering.amendments.api import router as amendments
from tendering.associates.api import router as associates
from tendering.awards.api import router as awards
from tendering.bidding.views import ROUTERS as BIDDING
from tendering.bids.api import router as bids
from tendering.book_quarters.api import router as book_quarters
from tendering.book_tiers.api import router as book_tiers
from tendering.breaches.api import router as breaches
from tendering.budgets.api import router as budgets
from tendering.calendar.api import router as calendar
from tendering.call_offs.api import router as call_offs
from tendering.claims.api import router as claims
from tendering.clarifications.api import router as clarifications
from tendering.complaints.api import router as complaints
from tendering.completeness.api import router as completeness
from tendering.considerations.api import router as considerations
from tendering.contract_spend.api import router as contract_spend
from tendering.contracts.api import router as contracts
from tendering.contributions.api import router as contributions
from tendering.copies.api import router as copies
from tendering.datasets.api import router as datasets
from tendering.debarments.api import router as debarments
from tendering.diary.api import router as diary
from tendering.direct_awards.api import router as direct_awards
from tendering.direct_call_offs.api import router as direct_call_offs
from tendering.disputes.api import router as disputes
from tendering.distress.api import router as distress
from tendering.drafts.api import router as drafts
from tendering.enclosures.api import router as enclosures
from tendering.engagement.api import router as engagement
from tendering.entries.api import router as entries
from tendering.evaluation.api import router as evaluation
from tendering.exclusions.api import router as exclusions
from tendering.invitations.api import router as invitations
from tendering.joint_decisions.api import router as joint_decisions
from tendering.local_returns.api import router as local_returns
from tendering.local_spend.api import router as local_spend
from tendering.longevity.api import router as longevity
from tendering.markets.api import router as markets
from tendering.marks.api import router as marks
from tendering.methods.api import router as methods
from tendering.modifications.api import router as modifications
from tendering.notices.api import router as notices
from tendering.obligations.api import router as obligations
from tendering.open_books.api import router as open_books
from tendering.openings.api import router as openings
from tendering.options.api import router as options
from tendering.outcomes.api import router as outcomes
from tendering.outliers.api import router as outliers
from tendering.panels.api import router as panels
from tendering.payment_answers.api import router as payment_answers
from tendering.payment_days.api import router as payment_days
from tendering.payment_notices.api import router as payment_notices
from tendering.payments.api import router as payments
from tendering.performance.api import router as performance
from tendering.phases.api import router as phases
from tendering.plans.api import router as plans
from tendering.prices.api import router as prices
from tendering.receipts.api import router as receipts
from tendering.redactions.api import router as redactions
from tendering.referrals.api import router as referrals
from tendering.register_entries.api import router as register_entries
from tendering.resilience.api import router as resilience
from tendering.rounds.api import router as rounds
from tendering.sealing.api import router as sealing
from tendering.settings import Settings
from tendering.shortlists.api import router as shortlists
from tendering.signatures.api import router as signatures
from tendering.simulations.api import router as simulations
from tendering.social_value.api import router as social_value
from tendering.spend_imports.api import files as spend_file_parts
from tendering.spend_imports.api import router as spend_files
from tendering.subcontracts.api import router as subcontracts
from tendering.summaries.api import router as summaries
from tendering.summaries.views import router as assessment_page
from tendering.supply_chain.api import router as supply_chain
from tendering.takedowns.api import router as takedowns
from tendering.templates.api import router as templates
from tendering.track_records.api import router as track_records
from tendering.transfers.api import router as transfers
from tendering.worker import WORK
from tendering.workforce.api import router as workforce
from tendering.workings.api import router as workings

#: In the order of the procedure, as its description lists them.
ROUTERS = [
    # Before a notice
    *(obligations, calendar, options, engagement, contributions, considerations),
    # What is asked for
    *(plans, markets, notices, copies, templates, workforce, methods, track_records, amendments, clarifications),
    # Bids
    *(sealing, receipts, phases, entries, invitations, bids, drafts, *BIDDING, enclosures, openings),
    # Judging
    *(debarments, exclusions, shortlists, associates, panels, prices, marks, evaluation, outliers),
    *(allocations, summaries, assessment_page, workings),
    # Awards
    *(awards, direct_awards, alliance_awards, claims),
    # Contracts
    *(contracts, call_offs, simulations, direct_call_offs, rounds, budgets, referrals, register_entries),
    *(performance, signatures, disputes, breaches, social_value, outcomes, local_returns, longevity),
    *(modifications, alliances, joint_decisions, redactions, book_tiers, book_quarters, open_books, transfers),
    # Money
    *(spend_files, spend_file_parts, takedowns, subcontracts, payments, payment_answers),
    *(payment_days, payment_notices, supply_chain, datasets, local_spend, contract_spend, completeness),
    *(distress, resilience),
    # All along
    *(complaints, diary),
]


def create(settings: Settings) -> FastAPI:
    """Its application, as `python -m chassis tendering` runs it."""
    return create_app("tendering", "Tendering", ROUTERS, settings, WORK)
