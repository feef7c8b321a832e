"""Packages as OCDS 1.1.5 has them, around releases whose text is not touched."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from chassis.settings import Settings
from transparency.publication.domain import Published
from transparency.records.rules import Unmergeable, compiled
from transparency.releases.rules import canonical
from transparency.releases.schemas.words import filled, instant

JSON, JSON_LINES = "application/json", "application/jsonl"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_SHARED = "https://raw.githubusercontent.com/open-contracting-extensions/ocds_{}_extension/master/extension.json"
#: The extensions that Find a Tender declares, in its order.
EXTENSIONS = [
    "https://standard.open-contracting.org/profiles/eu/latest/en/extension.json",
    _SHARED.format("amendment_rationale_classifications"),
    _SHARED.format("budget_breakdown"),
    _SHARED.format("contract_completion"),
    _SHARED.format("documentation"),
    _SHARED.format("pagination"),
    _SHARED.format("suitability"),
    "https://raw.githubusercontent.com/portaledcahn/ocds_Links_extension/main/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
    _SHARED.format("performance_failures"),
]
#: What of another publisher's package goes for its releases wherever they are shown.
THEIRS = ("extensions", "publisher", "license", "publicationPolicy")

#: Of an empty page nothing changes but the instant at which it is asked for.
NOTHING = {"ETag": 'W/"nothing"'}

Json = dict[str, Any]
#: Where the standards say what is in a row of a package.
OCDS = "https://standard.open-contracting.org/1.1/en/schema/"
GIVING = "https://standard.threesixtygiving.org/en/latest/technical/"


def described(rows: str, standard: str, *, lines: bool = False) -> dict[int | str, Json]:
    """How OpenAPI describes a package of these rows, or, with `lines`, also a row a line."""
    package = {
        "type": "object",
        "required": ["version", "publisher", "license", rows],
        "properties": {rows: {"type": "array", "items": {"type": "object"}}},
        "externalDocs": {"url": standard},
    }
    content = {JSON: {"schema": package}, **({JSON_LINES: {"schema": {}}} if lines else {})}
    return {200: {"description": f"A package of {rows}{', or one a line' if lines else ''}.", "content": content}}


def envelope(settings: Settings, uri: str, published_at: datetime, following: str | None = None) -> Json:
    """What the platform's own packages say of themselves."""
    return filled(
        {
            "uri": uri,
            "version": "1.1",
            "extensions": EXTENSIONS,
            "publishedDate": instant(published_at),
            "publisher": filled(
                {
                    "name": settings.publisher_name,
                    "scheme": settings.publisher_scheme,
                    "uid": settings.publisher_uid,
                    "uri": settings.publisher_uri,
                }
            ),
            "license": LICENCE,
            "publicationPolicy": settings.publisher_uri,
            "links": filled({"next": following}),
        }
    )


def envelope_of(settings: Settings, uri: str, found: Sequence[Published]) -> Json:
    """Of the releases of one process: another publisher's keep its name, its licence and its extensions."""
    latest = max(found, key=lambda release: release.published_at)
    own = envelope(settings, uri, latest.published_at)
    if latest.envelope is None:
        return own
    said = json.loads(latest.envelope)
    theirs = {"publisher": {"name": latest.publisher}, **{name: said[name] for name in THEIRS if name in said}}
    return {**{name: value for name, value in own.items() if name not in THEIRS}, **theirs}


def release_package(head: Mapping[str, Any], texts: Iterable[str]) -> str:
    """A release package. An empty one is what Find a Tender gives for an empty page, though the schema asks for one."""
    return f'{opening(head)}"releases":[{",".join(texts)}]}}'


def record_package(head: Mapping[str, Any], found: Sequence[Published]) -> str:
    """A record package of one process: its releases as published, and what they come to."""
    fields = [f'"ocid":{canonical(found[0].ocid)}', f'"releases":[{",".join(release.text for release in found)}]']
    with suppress(Unmergeable):  # the standard lets a record stand without it: its releases speak for themselves
        fields.append(f'"compiledRelease":{canonical(compiled([json.loads(release.text) for release in found]))}')
    return f'{opening(head)}"records":[{{{",".join(fields)}}}]}}'


def opening(head: Mapping[str, Any]) -> str:
    """An object that is still open: its fields, and the comma before the next."""
    return f"{canonical(head)[:-1]},"
