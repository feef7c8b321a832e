"""The shapes of HSDS-UK 3.0 objects."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from registry.feeds.domain import Json


def filled(fields: Mapping[str, Any]) -> Json:
    """Only the fields that say something: the standard leaves out what is not known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def at_location(service: Mapping[str, Any], spot: UUID) -> Json:
    """The service at one of its locations, whole: the link turned round, so that the service is inside it."""
    found = next(link for link in service["service_at_locations"] if UUID(link["id"]) == spot)
    return {**found, "service": {name: value for name, value in service.items() if name != "service_at_locations"}}
