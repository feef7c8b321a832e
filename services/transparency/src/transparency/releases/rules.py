"""What a release must look like, and its one text."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def profile() -> dict[str, Any]:
    """The release schema of the Find a Tender profile, JSON Schema draft 4."""
    schema = files("transparency.releases").joinpath("profile/release-schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(schema)
    return loaded


def canonical(value: Any) -> str:
    """The one text of a JSON value: what we publish is written once, and rebuilt to the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
