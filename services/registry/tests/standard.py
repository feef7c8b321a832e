"""Open Referral UK as it is published, where this machine has it: its samples, and its schemas as the judge."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

SHARED = Path(__file__).parents[4] / "shared" / "standards"
COMPILED = SHARED / "schemas" / "openreferral-uk" / "schema" / "compiled"
SAMPLES = SHARED / "data" / "openreferral-uk"
needs_the_standard = pytest.mark.skipif(not COMPILED.is_dir(), reason=f"the standard's files are not at {COMPILED}")


@cache
def judge(name: str) -> Draft202012Validator:
    """The validator of a compiled schema, formats included."""
    schema = json.loads((COMPILED / f"{name}.json").read_text())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(name: str, value: Any) -> list[str]:
    """What the standard has against it."""
    return [f"{error.json_path}: {error.message[:200]}" for error in judge(name).iter_errors(value)]


def sample(name: str) -> Any:
    """A sample file's content."""
    return json.loads((SAMPLES / f"{name}.json").read_text())
