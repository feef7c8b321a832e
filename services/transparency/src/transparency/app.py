"""The transparency service over HTTP, and the public site at the root."""

from fastapi import FastAPI

from chassis.app import create_app
from transparency.grant_awards.api import router as grant_awards
from transparency.imports.api import router as imports
from transparency.publication.api import router as publication
from transparency.settings import Settings
from transparency.site.views import FailurePages
from transparency.site.views import router as site
from transparency.worker import WORK

ROUTERS = [imports, publication, grant_awards]


def create(settings: Settings) -> FastAPI:
    """Its application, as `python -m chassis transparency` runs it."""
    app = create_app("transparency", "Transparency", ROUTERS, settings, WORK, pages=[site])
    app.add_middleware(FailurePages)
    return app
