"""The grants service."""

from fastapi import FastAPI

from chassis.app import create_app
from grants.adoptions.api import router as adoptions
from grants.agreements.api import router as agreements
from grants.appeals.api import router as appeals
from grants.applicants.api import router as applicants
from grants.applications.api import router as applications
from grants.assessment.api import router as assessment
from grants.blended_funds.api import router as blended_funds
from grants.burdens.api import router as burdens
from grants.claims.api import router as claims
from grants.costs.api import router as costs
from grants.due_diligence.api import router as due_diligence
from grants.feedback.api import router as feedback
from grants.gates.api import router as gates
from grants.interests.api import router as interests
from grants.investments.api import router as investments
from grants.match.api import router as match
from grants.milestones.api import router as milestones
from grants.outcomes.api import router as outcomes
from grants.packages.api import router as packages
from grants.pools.api import router as pools
from grants.readiness.api import router as readiness
from grants.reconciliation.api import router as reconciliation
from grants.repayables.api import router as repayables
from grants.reviews.api import router as reviews
from grants.schemes.api import router as schemes
from grants.scoring.api import router as scoring
from grants.settings import Settings
from grants.subsidies.api import router as subsidies
from grants.terms.api import router as terms
from grants.trainings.api import router as trainings
from grants.worker import WORK

ROUTERS = [
    *(adoptions, trainings, schemes, gates, applications, applicants, costs, due_diligence, burdens),
    *(interests, assessment, scoring, readiness, appeals, subsidies),
    *(agreements, reviews, feedback, terms, match, milestones, outcomes, claims, reconciliation),
    *(repayables, pools, investments, blended_funds, packages),
]


def create(settings: Settings) -> FastAPI:
    """Its application, as `python -m chassis grants` runs it."""
    return create_app("grants", "Grants", ROUTERS, settings, WORK)
