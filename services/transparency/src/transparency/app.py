"""The transparency service over HTTP, and the public site at the root."""

from fastapi import FastAPI

from chassis.app import create_app
from transparency.catalogue.api import router as catalogue
from transparency.concentration.api import router as concentration
from transparency.exports.api import router as exports
from transparency.flows.api import router as flows
from transparency.grant_imports.api import router as grant_imports
from transparency.multipliers.api import router as multipliers
from transparency.people_spending.api import router as people_spending
from transparency.publication.api.grants import router as grants
from transparency.publication.api.releases import router as releases
from transparency.release_imports.api import router as release_imports
from transparency.settings import Settings
from transparency.site.views import FailurePages
from transparency.site.views import router as site
from transparency.strategic_suppliers.api import router as strategic_suppliers
from transparency.worker import WORK
from transparency.yearly_accounts.api import router as yearly_accounts

ROUTERS = [releases, grants, release_imports, grant_imports, exports, catalogue, flows, concentration]
ROUTERS += [strategic_suppliers, people_spending, yearly_accounts, multipliers]


def create(settings: Settings) -> FastAPI:
    """Its application, as `python -m chassis transparency` runs it."""
    app = create_app("transparency", "Transparency", ROUTERS, settings, WORK, pages=[site])
    app.add_middleware(FailurePages)
    return app
