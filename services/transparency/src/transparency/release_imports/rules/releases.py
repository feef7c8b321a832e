"""Which releases of other portals can be kept.

Refused is only what nobody could find, order, merge or add up: no ocid; no date; a section of the wrong kind; an amount
that is no number; text that two readers could read differently (a field twice, NaN) or that no database can hold (NUL,
half a character).

Everything else is kept as published, and noted: whatever the schema says against it, a party there twice, a reference
to no party, a url with spaces, a date without its offset. A release without an id gets one from its content: the same
content always the same id, whatever its white space or the order of its fields.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any

from jsonschema import Draft4Validator

from kernel.json_text import Unreadable, content_of, parsed, unholdable, walk
from transparency.imports.domain import Unfit
from transparency.imports.rules.texts import identifier
from transparency.records.rules import Unmergeable, compiled
from transparency.release_imports.domain import ForeignRelease
from transparency.release_imports.rules.parties import buyers_of, parties_in, sightings_of
from transparency.releases.rules import profile

MOST_NOTES = 20
PREFIX = len("ocds-b5fd17")
LISTS = ("parties", "awards", "contracts")
OBJECTS = ("buyer", "planning", "tender", "bids")
REFERENCES = ("buyer", "procuringEntity", "suppliers", "tenderers")
AMOUNTS = ("amount", "amountGross", "amountNet")


def examined(text: str, publisher: str | None) -> ForeignRelease:
    """A release that can be kept; where nobody says who published it, its ocid's prefix does. Raises Unfit."""
    try:
        release = parsed(text)
    except Unreadable as error:
        raise Unfit(str(error)) from error
    if not isinstance(release, dict):
        raise Unfit("It is not an object.")
    ocid = identifier(release, "ocid")
    publisher = publisher or ocid[:PREFIX]
    content = content_of(release)
    refuse(release)
    return ForeignRelease(
        ocid=ocid,
        id=f"sha256-{content[:32]}" if release.get("id") in (None, "") else identifier(release, "id"),
        date=date_of(release),
        publisher=publisher,
        tags=tags_of(release),
        buyers=buyers_of(release),
        text=text,
        content=content,
        sightings=tuple(sightings_of(release, f"ocds:{publisher}")),
        notes=tuple(islice(oddities(release), MOST_NOTES)),
    )


def date_of(release: Mapping[str, Any]) -> datetime:
    """When the release was published, in UTC; a date without an offset is taken for UTC. Raises Unfit."""
    value = release.get("date")
    if not isinstance(value, str):
        raise Unfit("It has no date, so it has no place among the others.")
    try:
        date = datetime.fromisoformat(value)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unfit(f"Its date {value[:40]!r} is not a date.") from error


def tags_of(release: Mapping[str, Any]) -> tuple[str, ...]:
    """What the release says it is. Raises Unfit for what is no list of words."""
    tags = release.get("tag") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise Unfit("Its tag is not a list of words.")
    return tuple(dict.fromkeys(tags))


def refuse(release: dict[str, Any]) -> None:
    """Raises Unfit for text that cannot be held, sections of the wrong kind, and what cannot be merged or added up."""
    if lost := unholdable(release):
        raise Unfit(f"{lost} holds a character that is no text.")
    for path, name, value in walk(release):
        if name in AMOUNTS and isinstance(value, str | bool):
            raise Unfit(f"{path} is {str(value)[:40]!r}, not a number.")
    for section in LISTS:
        entries = release.get(section) or []
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise Unfit(f"Its {section} are not a list of objects.")
    for section in OBJECTS:
        if not isinstance(release.get(section) or {}, dict):
            raise Unfit(f"Its {section} is not an object.")
    try:
        compiled([release])
    except Unmergeable as error:
        raise Unfit(f"It cannot be merged: {error}") from error


def oddities(release: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a release that is kept all the same, a sentence each."""
    if release.get("id") in (None, ""):
        yield "It has no id; it is known here by its content."
    if datetime.fromisoformat(release["date"]).tzinfo is None:
        yield "Its date has no offset and is taken for UTC."
    ids = [party.get("id") for party in parties_in(release)]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield f"The party {name!r} is there twice; the later one counts."
    for path, name, value in walk(release):
        if name in REFERENCES:
            yield from (f"{path} refers to {lost!r}, which is no party." for lost in strangers(value, ids))
        elif name in {"url", "uri"} and isinstance(value, str) and re.search(r"\s", value):
            yield f"{path} has spaces in it: {value[:80]!r}."
    for error in validator().iter_errors(release):
        yield f"{'/'.join(map(str, error.absolute_path)) or 'release'}: {error.message[:160]}"


def strangers(value: Any, ids: Sequence[Any]) -> Iterator[Any]:
    """Whom a reference, or a list of them, names that is none of `ids`."""
    for reference in value if isinstance(value, list) else [value]:
        if isinstance(reference, dict) and reference.get("id") not in ids:
            yield reference.get("id")


@cache
def validator() -> Draft4Validator:
    """Of the Find a Tender profile. Formats are looked at above, as far as they matter."""
    return Draft4Validator(profile())
