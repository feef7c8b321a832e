"""Ratings over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from ratings.credentials.api import router as credentials
from ratings.reviews.api import router as reviews
from ratings.scores.api import router as scores
from ratings.settings import Settings
from ratings.worker import WORK

ROUTERS = [credentials, reviews, scores]
#: Nothing may join a review with who sent it, or when.
UNTRACED = {"/ratings/v1/reviews"}


def create(settings: Settings) -> FastAPI:
    """The application, before it is served."""
    return create_app("ratings", "Ratings", ROUTERS, settings, WORK, untraced=UNTRACED)
