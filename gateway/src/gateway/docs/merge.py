"""Five OpenAPI documents and the gateway's own made one. Pure: documents in, document out.

Components that are the same everywhere (Problem, Money) are shared under their own name; all others carry the name of
their service, so that two services may both speak of an Organisation and mean different things.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from chassis.openapi import reference
from chassis.problems import GARBLED, MALFORMED, TIMED_OUT, TOO_MANY, UNAUTHENTICATED, UNAVAILABLE

Document = Mapping[str, Any]
#: Components by section and name, such as `schemas/Problem`.
Components = Mapping[str, Any]
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
COMPONENT = "#/components/"
#: The gateway's own; its paths are not below a service's prefix, and its components keep their names.
OWN = "gateway"
EDGE = (MALFORMED, UNAUTHENTICATED, TOO_MANY)
CARRYING = (GARBLED, UNAVAILABLE, TIMED_OUT)


def merged(parts: Mapping[str, Document], frame: Document) -> dict[str, Any]:
    """One document of `parts`, by service. `frame` gives what belongs to none: info, servers, security."""
    components = {service: components_of(part) for service, part in parts.items()}
    shared = shared_among(components)
    paths: dict[str, Any] = {}
    tags: list[dict[str, Any]] = []
    sections: dict[str, dict[str, Any]] = {}
    for service, part in parts.items():
        name = naming(service, shared)
        for component, body in components[service].items():
            section, _, last = name(component).partition("/")
            sections.setdefault(section, {})[last] = respelled(body, name)
        paths.update(paths_of(service, part, name))
        tags.extend(tags_of(service, part))
    # The services know that a bearer token is wanted; where one gets it, the frame knows.
    sections.setdefault("securitySchemes", {}).update(frame.get("components", {}).get("securitySchemes", {}))
    return {**frame, "tags": tags, "paths": paths, "components": sections}


def components_of(part: Document) -> Components:
    """The components of one document."""
    return {
        f"{section}/{name}": body
        for section, named in part.get("components", {}).items()
        for name, body in named.items()
    }


def shared_among(components: Mapping[str, Components]) -> frozenset[str]:
    """Components that mean the same, to the last reference, wherever they are; security schemes always do."""
    found: dict[str, list[Any]] = {}
    for part in components.values():
        for name, body in part.items():
            found.setdefault(name, []).append(body)
    shared = {
        name
        for name, bodies in found.items()
        if name.startswith("securitySchemes/") or (len(bodies) > 1 and all(body == bodies[0] for body in bodies))
    }
    while wanting := {name for name in shared if not references(found[name][0]) <= shared}:
        shared -= wanting
    return frozenset(shared)


def references(value: Any) -> set[str]:
    """The components that a value refers to."""
    return {text.removeprefix(COMPONENT) for text in texts(value) if text.startswith(COMPONENT)}


def texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def naming(service: str, shared: frozenset[str]) -> Callable[[str], str]:
    """What a component of this service is called in the whole."""
    prefix = "" if service == OWN else service.capitalize()

    def name(component: str) -> str:
        section, _, last = component.partition("/")
        return component if component in shared else f"{section}/{prefix}{last}"

    return name


def respelled(value: Any, name: Callable[[str], str]) -> Any:
    """The same value, its references (and a discriminator's) pointing to the new names."""
    if isinstance(value, str):
        return f"{COMPONENT}{name(value.removeprefix(COMPONENT))}" if value.startswith(COMPONENT) else value
    if isinstance(value, Mapping):
        return {key: respelled(item, name) for key, item in value.items()}
    return [respelled(item, name) for item in value] if isinstance(value, list) else value


def paths_of(service: str, part: Document, name: Callable[[str], str]) -> dict[str, Any]:
    """The service's paths that the gateway leads to, each operation under a name of its own."""
    reachable = {
        path: item
        for path, item in part.get("paths", {}).items()
        if service == OWN or path.startswith(f"/{service}/v1/")
    }
    return {
        path: {
            key: _operation(service, path, key, respelled(value, name)) if key in METHODS else respelled(value, name)
            for key, value in item.items()
        }
        for path, item in reachable.items()
    }


def _operation(service: str, path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    tags = [tag if service == OWN else f"{service}: {tag}" for tag in operation.get("tags", [service])]
    named = operation_id(service, path, method, operation.get("operationId", f"{method}_{path}"))
    return {
        **operation,
        "operationId": named,
        "tags": tags,
        "responses": {**at_the_edge(service), **operation["responses"]},
    }


def at_the_edge(service: str) -> dict[str, Any]:
    """What the gateway may say before, or instead of, a service."""
    kinds = EDGE if service == OWN else (*EDGE, *CARRYING)
    return {str(kind.status): reference(kind) for kind in kinds}


def operation_id(service: str, path: str, method: str, given: str) -> str:
    """`registry_register_organisation`, from FastAPI's `register_organisation_registry_v1_organisations_post`."""
    word = re.sub(r"\W+", "_", given).strip("_")
    spelled = re.sub(r"\W", "_", path)
    word = word.removesuffix(f"{spelled}_{method}").strip("_") or word
    return word if word.startswith(f"{service}_") else f"{service}_{word}"


def tags_of(service: str, part: Document) -> Iterator[dict[str, Any]]:
    """The service's slices, in its own order."""
    used = [
        tag
        for item in part.get("paths", {}).values()
        for operation in item.values()
        if isinstance(operation, Mapping)
        for tag in operation.get("tags", [service])
    ]
    return ({"name": tag if service == OWN else f"{service}: {tag}"} for tag in dict.fromkeys(used))
