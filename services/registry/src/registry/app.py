"""The registry over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from registry.catalogue.api import router as catalogue
from registry.duplicates.api import router as duplicates
from registry.evidence.api import router as evidence
from registry.offers.api import router as offers
from registry.organisations.api import router as organisations
from registry.particulars.api import router as particulars
from registry.settings import Settings
from registry.worker import WORK

# The register's own path of an organisation takes whatever follows, org-ids with slashes too: it comes last.
ROUTERS = [particulars, catalogue, evidence, offers, duplicates, organisations]


def create(settings: Settings) -> FastAPI:
    return create_app("registry", "Registry", ROUTERS, settings, WORK)
