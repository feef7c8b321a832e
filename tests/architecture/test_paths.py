"""A word in a path is not read as an identifier: where a method is not for it, the answer is 405 and not 422."""

import importlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from fastapi import APIRouter

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent.name for path in ROOT.glob("services/*/src/*/app.py"))


@pytest.mark.parametrize("service", SERVICES)
def test_no_parameter_takes_a_word_that_stands_beside_it(service: str) -> None:
    routers: Iterable[APIRouter] = importlib.import_module(f"{service}.app").ROUTERS
    assert taken(methods_by_path(routers)) == []


def test_a_word_that_is_taken_is_found() -> None:
    paths = {"/a/totals": {"POST"}, "/a/{id}": {"GET"}, "/b/totals": {"POST"}, "/b/{id:uuid}": {"GET"}}
    assert taken(paths) == ["/a/totals by GET /a/{id}"]


def methods_by_path(routers: Iterable[APIRouter]) -> Mapping[str, set[str]]:
    methods: dict[str, set[str]] = defaultdict(set)
    for route in (route for router in routers for route in router.routes):
        methods[route.path] |= route.methods  # type: ignore[attr-defined]
    return methods


def taken(paths: Mapping[str, set[str]]) -> list[str]:
    """Each path that another answers for a method of its own."""
    return [
        f"{path} by {method} {other}"
        for path in paths
        for other in paths
        if matches(path, other)
        for method in sorted(paths[other] - paths[path])
    ]


def matches(path: str, other: str) -> bool:
    """Whether `other` has a parameter of any form where `path` has a word, and the same everywhere else."""
    words, others = path.split("/"), other.split("/")
    return path != other and len(words) == len(others) and all(map(takes, others, words))


def takes(segment: str, word: str) -> bool:
    """Whether this part of a path is the word, or a parameter that names no form and so takes any word."""
    return segment == word or (segment.startswith("{") and ":" not in segment and not word.startswith("{"))
