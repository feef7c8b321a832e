"""The transparency service over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from transparency.imports.api import router as imports
from transparency.publication.api import router as publication
from transparency.settings import Settings
from transparency.worker import WORK

ROUTERS = [imports, publication]


def create(settings: Settings) -> FastAPI:
    """Its application, as `python -m chassis transparency` runs it."""
    return create_app("transparency", "Transparency", ROUTERS, settings, WORK)
