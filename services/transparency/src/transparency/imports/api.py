"""What every import over HTTP has in common: who may, how much, and the body as it is."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Request

from chassis.identity import Actor, role
from chassis.problems import MEDIA_TYPE, Problem, malformed

LARGEST = 16 * 1024 * 1024  # bytes: one release with all its lots can be several
Importer = Annotated[Actor, Depends(role("platform_admin"))]


def body_of(description: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """How OpenAPI describes a body that FastAPI does not read; `row` is one of the things that it may carry."""
    package = {"application/json": {"schema": {}, "example": row}}
    lines = {kind: {"schema": {}, "example": json.dumps(row)} for kind in ("application/jsonl", "application/x-ndjson")}
    return {"requestBody": {"required": True, "description": description, "content": {**package, **lines}}}


async def text_of(request: Request) -> str:
    """The body as text. Raises Problem: 415 if it is packed, 422 unless it is UTF-8. A byte order mark goes."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise Problem(MEDIA_TYPE, "Send the body as it is, not compressed.")
    try:
        return (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise malformed(f"This is not UTF-8: see byte {error.start + 1}.") from error
