"""The registry over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from registry.offers.api import router as offers
from registry.organisations.api import router as organisations
from registry.particulars.api import router as particulars
from registry.settings import Settings
from registry.worker import WORK

ROUTERS = [particulars, organisations, offers]


def create(settings: Settings) -> FastAPI:
    return create_app("registry", "Registry", ROUTERS, settings, WORK)
