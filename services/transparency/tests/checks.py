"""The standards' own checks, where they are at hand: `../shared/standards` beside the repository."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker

from transparency.releases.rules import profile

STANDARDS = Path(__file__).parents[4] / "shared" / "standards"


def standards(name: str) -> Path:
    """A file or folder of the standards' samples; skips the test, with the reason, on a machine without them."""
    path = STANDARDS / name
    if not path.exists():
        pytest.skip(f"{name} of the standards' samples is not on this machine")
    return path


@cache
def check(name: str) -> ModuleType:
    """One of the offline checks as a module."""
    spec = importlib.util.spec_from_file_location(f"check_{name}", standards(f"check/{name}.py"))
    assert spec is not None and spec.loader is not None  # noqa: PT018
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ocds_problems(releases: list[dict[str, Any]]) -> list[str]:
    """What check/ocds.py finds wrong with a package of these releases."""
    package = {
        "uri": "https://example.org/releases",
        "version": "1.1",
        "publishedDate": "2026-08-17T09:00:00Z",
        "publisher": {"name": "Example"},
        "releases": releases,
    }
    validator = Draft4Validator(profile(), format_checker=FormatChecker())
    return list(check("ocds").problems(package, validator))
