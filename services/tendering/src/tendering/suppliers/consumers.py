"""What tendering makes of the registry's events."""

from chassis.organisations import organisation_handlers
from tendering.suppliers.tables import organisations

HANDLERS = organisation_handlers(organisations)
