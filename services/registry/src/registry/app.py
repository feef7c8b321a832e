"""The registry over HTTP."""

from fastapi import FastAPI

from chassis.app import create_app
from registry.appeals.api import router as appeals
from registry.areas.api import router as areas
from registry.boards.api import router as boards
from registry.bodies.api import router as registers
from registry.catalogue.api import router as catalogue
from registry.classification.api import router as classification
from registry.codes.api import router as codes
from registry.declarations.api import router as declarations
from registry.disclosures.api import router as disclosures
from registry.duplicates.api import router as duplicates
from registry.eligibility.api import router as eligibility
from registry.evidence.api import router as evidence
from registry.feeds.api import router as feeds
from registry.imports.api import files as register_files
from registry.imports.api import router as imports
from registry.listings.api import router as listings
from registry.offers.api import router as offers
from registry.organisations.api import router as organisations
from registry.ownership.api import router as ownership
from registry.particulars.api import router as particulars
from registry.recognition.api import router as recognition
from registry.reconciliation.api import router as reconciliation
from registry.referrals.api.bulk import router as bulk_referrals
from registry.referrals.api.directory import router as referrals
from registry.replies.api import router as replies
from registry.search.api import router as search
from registry.settings import Settings
from registry.statements.api import router as statements
from registry.successions.api import router as successions
from registry.suspensions.api import router as suspensions
from registry.worker import WORK

# The register's own path of an organisation takes whatever follows, org-ids with slashes too: it comes last.
ROUTERS = [
    particulars,
    ownership,
    declarations,
    statements,
    catalogue,
    evidence,
    replies,
    classification,
    appeals,
    listings,
    eligibility,
    recognition,
    boards,
    disclosures,
    offers,
    feeds,
    referrals,
    bulk_referrals,
    duplicates,
    successions,
    suspensions,
    codes,
    areas,
    registers,
    imports,
    register_files,
    search,
    reconciliation,
    organisations,
]


def create(settings: Settings) -> FastAPI:
    return create_app("registry", "Registry", ROUTERS, settings, WORK)
