"""The published language keeps its promises to old readers and to old ledgers."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from events.catalogue import CATALOGUE
from events.schemas import SNAPSHOTS, breaks, published


@cache
def written_today() -> dict[str, dict[str, Any]]:
    """The schemas of all events; to make them takes half a second."""
    return dict(json.loads(json.dumps(published())))


@cache
def stored() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text()) for path in SNAPSHOTS.glob("*.json")}


def test_every_event_has_its_schema_published_and_no_schema_is_left_behind() -> None:
    assert stored().keys() == CATALOGUE.keys()


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_what_is_written_today_is_what_was_published(name: str) -> None:
    """If this fails and the change only adds fields with defaults, `make docs` publishes it."""
    assert written_today()[name] == stored()[name]


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_an_event_is_named_after_its_module_and_version(name: str) -> None:
    service, _entity, _verb, version = name.split(".")
    assert CATALOGUE[name].__module__.split(".")[:2] == ["events", service]
    assert version.startswith("v")


class TestABreakingChange:
    name = "tendering.notice.published.v1"

    def changed(self) -> tuple[dict[str, Any], dict[str, Any]]:
        old = written_today()[self.name]
        return old, copy.deepcopy(old)

    def test_a_field_that_goes_is_noticed(self) -> None:
        old, new = self.changed()
        del new["properties"]["notice"]
        assert list(breaks(old, new)) == ["/notice is gone"]

    def test_a_field_of_another_type_is_noticed_in_a_part(self) -> None:
        old, new = self.changed()
        new["$defs"]["LotAnnounced"]["properties"]["value"]["type"] = "number"
        assert list(breaks(old, new)) == ["LotAnnounced/value changed its type"]

    def test_a_new_field_without_a_default_is_noticed(self) -> None:
        old, new = self.changed()
        new["properties"]["extra"] = {"type": "string"}
        assert list(breaks(old, new)) == ["/extra is new and has no default"]

    def test_a_new_field_with_a_default_is_welcome(self) -> None:
        old, new = self.changed()
        new["properties"]["extra"] = {"type": "string", "default": ""}
        assert list(breaks(old, new)) == []


def test_the_snapshots_stand_beside_the_library() -> None:
    assert Path(__file__).parents[1] / "schemas" == SNAPSHOTS
