"""The published language as AsyncAPI 3.0, for `/asyncapi.json`, and as a page for people, `docs/events.md`.

Both are made from the catalogue and nothing else, so they cannot say what the services do not.
"""

import inspect
import json
from collections.abc import Iterator
from typing import Any

from events import Event
from events.catalogue import CATALOGUE, MODULES
from events.schemas import schema_of

CE_HEADERS: dict[str, Any] = {
    "type": "object",
    "description": "CloudEvents 1.0 attributes (NATS binding), W3C trace context, and the ledger's seal.",
    "required": ["ce-specversion", "ce-id", "ce-source", "ce-type", "ce-time", "ce-subject", "ce-hash"],
    "properties": {
        "ce-specversion": {"type": "string", "const": "1.0"},
        "ce-id": {"type": "string", "format": "uuid", "description": "UUIDv7 of the event."},
        "ce-source": {"type": "string", "description": "The service, such as /tendering."},
        "ce-type": {"type": "string", "description": "The event's type, which is its subject."},
        "ce-time": {"type": "string", "format": "date-time", "description": "When it happened."},
        "ce-subject": {"type": "string", "description": "The entity it happened to."},
        "ce-hash": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "SHA-256(hash before ‖ position as 8 bytes ‖ SHA-256(body)): seals all that came before.",
        },
        "traceparent": {"type": "string", "description": "W3C trace context of the command that caused it."},
    },
}


def asyncapi(version: str = "1.0.0") -> dict[str, Any]:
    """The AsyncAPI 3.0.0 document of the whole platform: a channel and a `send` operation for each event."""
    messages: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for name, kind in sorted(CATALOGUE.items()):
        messages[kind.__name__] = _message(name, kind)
        schemas |= _schemas(kind)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Commonweal events",
            "version": version,
            "description": (
                "What the services of Commonweal tell one another. Each service's ledger is one JetStream stream "
                "(REGISTRY_1, TENDERING_1, …: the ledger's epoch); its sequence is the ledger's position. "
                "Within a version of an event fields are only added."
            ),
            "license": {"name": "MIT"},
            "tags": [{"name": service} for service in _services()],
        },
        "defaultContentType": "application/json",
        "channels": {kind.__name__: _channel(name, kind) for name, kind in sorted(CATALOGUE.items())},
        "operations": {f"send{kind.__name__}": _operation(kind) for _, kind in sorted(CATALOGUE.items())},
        "components": {"messages": messages, "schemas": schemas},
    }


def page() -> str:
    """`docs/events.md`: every event with its sentence, audience and fields."""
    lines = [
        "# Events",
        "",
        "Generated from `libs/events` by `make docs`. The schemas are in `libs/events/schemas`, the whole as AsyncAPI",
        "3.0 at `/asyncapi.json`. Every body also has `type`, `event_id`, `occurred_at`, `entity`, `entity_version`.",
    ]
    for service in _services():
        lines += ["", f"## {service}", ""]
        lines += ["| event | says | audience | fields |", "|---|---|---|---|"]
        for name, kind in sorted(CATALOGUE.items()):
            if kind.producer() == service:
                fields = ", ".join(f"`{field}`" for field in kind.model_fields if field not in Event.model_fields)
                lines.append(f"| `{name}` | {_sentence(kind)} | {kind.audience} | {fields} |")
    return "\n".join(lines) + "\n"


def _services() -> Iterator[str]:
    return (module.__name__.removeprefix("events.") for module in MODULES)


def _sentence(kind: type[Event]) -> str:
    return " ".join((inspect.getdoc(kind) or kind.__name__).split())


def _channel(name: str, kind: type[Event]) -> dict[str, Any]:
    return {
        "address": name,
        "title": kind.__name__,
        "description": f"Carried by the stream {kind.producer().upper()}_1. Audience in the feed: {kind.audience}.",
        "messages": {kind.__name__: {"$ref": f"#/components/messages/{kind.__name__}"}},
    }


def _operation(kind: type[Event]) -> dict[str, Any]:
    channel = f"#/channels/{kind.__name__}"
    return {
        "action": "send",
        "channel": {"$ref": channel},
        "summary": _sentence(kind),
        "messages": [{"$ref": f"{channel}/messages/{kind.__name__}"}],
    }


def _message(name: str, kind: type[Event]) -> dict[str, Any]:
    return {
        "name": name,
        "title": kind.__name__,
        "summary": _sentence(kind),
        "contentType": "application/json",
        "tags": [{"name": kind.producer()}],
        "headers": CE_HEADERS,
        "payload": {"$ref": f"#/components/schemas/{kind.__name__}"},
    }


def _schemas(kind: type[Event]) -> dict[str, Any]:
    """The event's schema and its parts', their references turned to the document's components."""
    schema = schema_of(kind)
    parts = {kind.__name__: schema, **schema.pop("$defs", {})}
    for piece in parts.values():
        piece.pop("$schema", None)
        piece.pop("$id", None)
    text = json.dumps(parts).replace("#/$defs/", "#/components/schemas/")
    turned: dict[str, Any] = json.loads(text)
    return turned
