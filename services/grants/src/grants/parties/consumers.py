"""What grants makes of the registry's events."""

from chassis.organisations import organisation_handlers
from grants.parties.tables import organisations

HANDLERS = organisation_handlers(organisations)
