"""Our own merging is what ocdsmerge does, for whatever it takes; what it does not take, ocdsmerge decides."""

import json
from collections import defaultdict
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from services.transparency.tests.checks import standards

from transparency.records.domain import Merging, Peculiar
from transparency.records.rules import compiled, merge_rules, merged_by_ocdsmerge, rules_of_record
from transparency.releases.rules import canonical

# Fields of the profile that are merged, replaced as a whole or left out, and one that it does not know.
NAMES = some.sampled_from(["tender", "lots", "items", "documents", "additionalClassifications", "title", "unknown"])
IDS = some.sampled_from(["1", "2", 1, 3])
WORDS: some.SearchStrategy[Any] = some.sampled_from([None, "", "some", 1, 2.5, True, [], ["one", "two"], {}])


def objects(inner: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    return some.dictionaries(NAMES, inner, max_size=3)


def with_ids(inner: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    named = some.tuples(objects(inner), IDS).map(lambda pair: {**pair[0], "id": pair[1]})
    return some.lists(named | objects(inner), max_size=3)


FIELDS = objects(some.recursive(WORDS, lambda inner: objects(inner) | with_ids(inner), max_leaves=12))


def released(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    common = {"ocid": "ocds-213czf-1", "tag": ["tender"], "initiationType": "tender"}
    return [{**common, "id": str(day), "date": f"2026-08-0{day}T09:00:00Z", **it} for day, it in enumerate(fields, 1)]


@given(some.lists(FIELDS, min_size=1, max_size=4).map(released))
def test_the_record_is_what_ocdsmerge_makes_of_the_releases(releases: list[dict[str, Any]]) -> None:
    before = json.dumps(releases)
    with suppress(Peculiar):
        assert canonical(Merging(rules_of_record()).merged(releases)) == canonical(merged_by_ocdsmerge(releases))
    assert json.dumps(releases) == before


PLAIN: list[list[dict[str, Any]]] = [
    [{"title": "a"}, {"title": "b"}],
    [{"title": "a"}, {"title": None}],
    [{"tender": {"title": "a"}}, {"tender": None}],
    [{"tender": None}, {"tender": {"title": "a"}}],
    [{"tender": {"title": None}}],
    [{"tender": {"lots": [{"id": "1", "title": "a"}]}}, {"tender": {"lots": [{"id": "2"}, {"id": "1", "title": "b"}]}}],
    [{"tender": {"documents": [{"title": "a"}]}}, {"tender": {"documents": [{"title": "a"}]}}],
    [{"tender": {"lots": [{"id": "1"}]}}, {"tender": {"lots": []}}],
    [{"tender": {"lots": [{"id": 1, "title": "a"}, {"id": 1, "title": "b"}]}}],
    [{"tender": {"lots": [{}, {"unknown": {}}]}}],
]


@pytest.mark.parametrize("fields", PLAIN)
def test_the_ordinary_is_not_left_to_ocdsmerge(fields: list[dict[str, Any]]) -> None:
    releases = released(fields)
    assert Merging(rules_of_record()).merged(releases) == merged_by_ocdsmerge(releases)


def test_an_id_that_is_a_number_and_then_a_text_is_left_to_ocdsmerge() -> None:
    releases = released([{"tender": {"lots": [{"id": 1, "title": "a"}]}}, {"tender": {"lots": [{"id": "1"}]}}])
    with pytest.raises(Peculiar):
        Merging(rules_of_record()).merged(releases)
    assert compiled(releases) == merged_by_ocdsmerge(releases)


def test_no_rule_leaves_out_the_id_of_an_object_in_a_list() -> None:
    """Merging relies on it: an object that is merged by its id shows it."""
    assert [path for path in merge_rules() if path[-1] == "id" and merge_rules()[path] == "omitWhenMerged"] == [("id",)]


def in_the_wild() -> list[list[dict[str, Any]]]:
    """The releases of every process in every sample, linked ones left out; oldest first."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in sorted([*standards("data/ocds").rglob("*.json"), *standards("data/ocds-synthetic").glob("*.json")]):
        shown = json.loads(path.read_text())
        for holder in [shown, *shown.get("records", [])]:
            for release in holder.get("releases", []):
                if {"ocid", "date", "tag"} <= release.keys() and "url" not in release:
                    found[release["ocid"]].append(release)
    return [sorted(releases, key=lambda release: str(release["date"])) for releases in found.values()]


def test_what_portals_publish_is_ordinary_and_merged_as_ocdsmerge_merges_it() -> None:
    processes = in_the_wild()
    assert len(processes) > 100
    for releases in processes:
        assert canonical(Merging(rules_of_record()).merged(releases)) == canonical(merged_by_ocdsmerge(releases))
