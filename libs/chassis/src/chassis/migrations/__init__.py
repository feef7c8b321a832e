"""How a service's database gets its tables.

The plumbing's tables are an Alembic branch of their own, kept here; a service's are a branch in
`services/X/migrations`. Both stand in every service's database, and `upgrade` brings both to their heads.

    python -m chassis tendering migrate                       # bring COMMONWEAL_DATABASE_URL up to date
    python -m chassis tendering revise "bids are sealed"      # write the revision that the tables now ask for
"""

import importlib
import pkgutil
from pathlib import Path

from sqlalchemy import MetaData

from chassis.database import mapper_of, plumbing

PLUMBING = "plumbing"
PLUMBING_MODULES = ("checkpoints", "ledger", "parked", "reactions", "idempotency", "decisions", "documents")


def metadata_of(service: str) -> tuple[MetaData, MetaData]:
    """The plumbing's tables and the service's own, all of them, whatever has been imported so far."""
    for module in PLUMBING_MODULES:
        importlib.import_module(f"chassis.{module}")
    for found in pkgutil.walk_packages(importlib.import_module(service).__path__, f"{service}."):
        if "tables" in found.name.split("."):
            importlib.import_module(found.name)
    return plumbing, mapper_of(service).metadata


def home_of(service: str) -> Path:
    """The folder that holds the service's `migrations`: its member of the workspace."""
    [package] = importlib.import_module(service).__path__
    return Path(package).parents[1]
