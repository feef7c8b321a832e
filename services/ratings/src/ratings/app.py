"""Ratings over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from ratings.credentials.api import router as credentials
from ratings.eligibility.api import router as eligibility
from ratings.issuance.api import router as issuance
from ratings.reviews.api import router as reviews
from ratings.scores.api import router as scores
from ratings.settings import Settings
from ratings.worker import WORK

ROUTERS = [eligibility, credentials, issuance, reviews, scores]
#: Nothing may join a review, or what it takes to write one, with who sent it, or when.
UNTRACED = {"/ratings/v1/reviews", "/ratings/v1/issuer/signatures", "/ratings/v1/issuer/codes"}


def create(settings: Settings) -> FastAPI:
    """The application, before it is served."""
    return create_app("ratings", "Ratings", ROUTERS, settings, WORK, untraced=UNTRACED)
