"""The published language as JSON Schema, and what may not change in it.

`python -m events` writes `libs/events/schemas/<type>.json`. A published version of an event may only gain fields that
have a default: then yesterday's readers understand today's events, and today's readers yesterday's ledgers.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from events import Event
from events.catalogue import CATALOGUE

SNAPSHOTS = Path(__file__).parents[2] / "schemas"
KEYWORDS = ("type", "format", "const", "enum", "$ref", "anyOf", "items", "additionalProperties")

Schema = Mapping[str, Any]


def published() -> dict[str, dict[str, Any]]:
    """The schema of every event as it is written today, by type."""
    return {name: schema_of(kind) for name, kind in sorted(CATALOGUE.items())}


def schema_of(kind: type[Event]) -> dict[str, Any]:
    """JSON Schema 2020-12 of an event's body, its type among the properties."""
    schema = kind.model_json_schema(mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = f"/events/{kind.type}.json"
    schema["properties"] = {"type": {"const": kind.type}, **schema["properties"]}
    schema["x-audience"] = str(kind.audience)
    return schema


def breaks(old: Schema, new: Schema) -> Iterator[str]:
    """What of `new` a reader of `old`, or a ledger written under `old`, could not bear; a sentence each."""
    yield from _object_breaks("", old, new)
    for name, piece in old.get("$defs", {}).items():
        if name not in new.get("$defs", {}):
            yield f"{name} is gone"
        else:
            yield from _object_breaks(name, piece, new["$defs"][name])


def _object_breaks(where: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    for field in sorted(before.keys() - after.keys()):
        yield f"{where}/{field} is gone"
    for field in sorted(before.keys() & after.keys()):
        for keyword in KEYWORDS:
            if before[field].get(keyword) != after[field].get(keyword):
                yield f"{where}/{field} changed its {keyword}"
    for field in sorted(after.keys() - before.keys()):
        if "default" not in after[field]:
            yield f"{where}/{field} is new and has no default"


def write() -> None:
    """Bring the snapshots up to date. Raises SystemExit for a change that needs a new version of the event."""
    for name, schema in published().items():
        path = SNAPSHOTS / f"{name}.json"
        broken = list(breaks(json.loads(path.read_text()), schema)) if path.exists() else []
        if broken:
            raise SystemExit(f"{name} breaks its readers, publish a v2: {'; '.join(broken)}")
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
