"""A feed of another directory: which objects are in it, of which kind, and whether the standard takes them."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from chassis.sentences import sentence_of
from kernel.errors import Unacceptable
from registry.feeds.domain import Json, Kind
from registry.feeds.readers.objects import MODELS, Part


def objects_in(feed: Any) -> Iterator[tuple[int, Any]]:
    """The objects of a feed, each with its row: of a page, a list, or the one that it is.

    Services of an organisation follow it, in its own row.

    Raises Unacceptable for a page whose contents are no list.
    """
    if isinstance(feed, dict) and "contents" in feed:
        if not isinstance(feed["contents"], list):
            raise Unacceptable("/contents", "The contents of a page are a list.")
        feed = feed["contents"]
    for row, found in enumerate(feed if isinstance(feed, list) else [feed], start=1):
        yield row, found
        if isinstance(found, dict) and "status" not in found and isinstance(found.get("services"), list):
            organisation = {name: value for name, value in found.items() if name != "services"}
            yield from (
                (row, {"organization": organisation, **service} if isinstance(service, dict) else service)
                for service in found["services"]
            )


def kind_of(found: Mapping[str, Any]) -> Kind:
    """What an object is, by the fields that only its kind has: the standard does not say it."""
    if "service" in found and "location" in found:
        return Kind.AT_LOCATION
    if "status" in found or not found.keys().isdisjoint({"organization", "service_areas", "schedules"}):
        return Kind.SERVICE
    if not found.keys().isdisjoint({"term", "term_uri", "taxonomy", "taxonomy_id", "parent_id"}):
        return Kind.TERM
    if not found.keys().isdisjoint({"taxonomy_terms", "version"}):
        return Kind.TAXONOMY
    return Kind.ORGANISATION


def checked(found: Any) -> tuple[Kind, Part, Json]:
    """What an object is and says, and the object as it came. Raises ValueError with every fault and its place."""
    if not isinstance(found, dict):
        raise ValueError("This is no object of Open Referral.")
    kind = kind_of(found)
    try:
        return kind, MODELS[kind].model_validate(found), found
    except ValidationError as error:
        faults = (f"{'/'.join(map(str, fault['loc']))}: {sentence_of(fault)}" for fault in error.errors()[:10])
        raise ValueError(f"As a {kind}: {'; '.join(faults)}") from error
