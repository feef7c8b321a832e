"""What every import over HTTP has in common: who may, how much, and the body as it is."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends

from chassis.identity import Actor, role

LARGEST = 16 * 1024 * 1024  # bytes: one release with all its lots can be several
Importer = Annotated[Actor, Depends(role("platform_admin"))]


def body_of(description: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """How OpenAPI describes a body that FastAPI does not read; `row` is one of the things that it may carry."""
    package = {"application/json": {"schema": {}, "example": row}}
    lines = {kind: {"schema": {}, "example": json.dumps(row)} for kind in ("application/jsonl", "application/x-ndjson")}
    return {"requestBody": {"required": True, "description": description, "content": {**package, **lines}}}
