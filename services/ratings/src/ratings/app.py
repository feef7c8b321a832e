"""Ratings over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from ratings.ballots.api import router as ballots
from ratings.credentials.api import router as credentials
from ratings.eligibility.api import router as eligibility
from ratings.investigations.api import router as investigations
from ratings.issuance.api import router as issuance
from ratings.petitions.api import SIGNATURES
from ratings.petitions.api import router as petitions
from ratings.reviews.api import router as reviews
from ratings.scores.api import router as scores
from ratings.settings import Settings
from ratings.thresholds.api import router as thresholds
from ratings.worker import WORK

ROUTERS = [eligibility, credentials, issuance, reviews, scores, thresholds, petitions, ballots, investigations]
#: Nothing may join a review or a signature, or what it takes to write one, with who sent it, or when.
UNTRACED = {
    "/ratings/v1/reviews",
    f"/ratings/v1{SIGNATURES}",
    "/ratings/v1/issuer/signatures",
    "/ratings/v1/issuer/codes",
}


def create(settings: Settings) -> FastAPI:
    """The application, before it is served."""
    return create_app("ratings", "Ratings", ROUTERS, settings, WORK, untraced=UNTRACED)
