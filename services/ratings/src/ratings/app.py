"""Ratings over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from ratings.ballots.api import VOTES
from ratings.ballots.api import router as ballots
from ratings.changes.api import router as changes
from ratings.credentials.api import router as credentials
from ratings.eligibility.api import router as eligibility
from ratings.exchanges.api import router as exchanges
from ratings.forms.views import router as forms
from ratings.investigations.api import router as investigations
from ratings.issuance.api import router as issuance
from ratings.issuance.views import router as invitations
from ratings.moderation.api import router as moderation
from ratings.petitions.api import router as petitions
from ratings.policies.api import router as policies
from ratings.publication.api import router as publication
from ratings.qr_codes.views import router as qr_codes
from ratings.quarantine.api import router as quarantine
from ratings.replies.api import router as replies
from ratings.reviews.api import router as reviews
from ratings.safeguarding.api import router as safeguarding
from ratings.scores.api import router as scores
from ratings.scrutiny.api import router as scrutiny
from ratings.series.api import router as series
from ratings.settings import Settings
from ratings.signatures.api import SIGNATURES
from ratings.signatures.api import router as signatures
from ratings.snapshots.api import router as snapshots
from ratings.stories.api import router as stories
from ratings.thresholds.api import router as thresholds
from ratings.worker import WORK

ROUTERS = [
    *(eligibility, credentials, issuance, reviews, policies, scores, series, snapshots, exchanges),
    *(stories, quarantine, safeguarding, moderation, replies, changes, publication),
    *(thresholds, petitions, signatures, ballots, investigations, scrutiny),
]
#: Nothing may join a review or a signature, or what it takes to write one, with who sent it, or when.
UNTRACED = {
    "/ratings/v1/reviews",
    "/ratings/v1/rate",
    f"/ratings/v1{SIGNATURES}",
    f"/ratings/v1{VOTES}",
    *(f"/ratings/v1/cases/{step}" for step in ("follow", "correct", "withdraw", "appeal", "replies", "changes")),
    "/ratings/v1/issuer/signatures",
    "/ratings/v1/issuer/codes",
    "/ratings/v1/credential",
}


def create(settings: Settings) -> FastAPI:
    """The application, before it is served."""
    pages = [invitations, forms, qr_codes]
    return create_app("ratings", "Ratings", ROUTERS, settings, WORK, pages=pages, untraced=UNTRACED)
