"""A story that breaks the format's rules is refused with the path of what is wrong, before anything is written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commonweal.demo import STORIES, begin_afresh
from commonweal.errors import CannotDo
from commonweal.play.document import read
from commonweal.state import State

Story = dict[str, Any]


def northbridge() -> Story:
    story: Story = json.loads((STORIES / "northbridge.json").read_text())
    return story


@pytest.mark.parametrize("name", ["northbridge.json", "saltmarsh.json"])
def test_our_own_stories_can_be_read(name: str) -> None:
    story = read(STORIES / name)
    assert story.organisation(story.scenario.authority).legal_form == "local_authority"


def owned_in_a_loop(story: Story) -> None:
    story["organisations"][1]["parent"] = story["organisations"][2]["id"]
    story["organisations"][2]["parent"] = story["organisations"][1]["id"]


def weighed_too_lightly(story: Story) -> None:
    story["procurement"]["weights"][0]["points"] = 29


def bid_by_nobody(story: Story) -> None:
    story["bids"][3]["bidder"] = "org-z"


def bid_for_nothing(story: Story) -> None:
    story["bids"][0]["lot"] = "lot-9"


def priced_below_zero(story: Story) -> None:
    story["bids"][0]["price"] = "-1.00"


def priced_as_a_float(story: Story) -> None:
    story["bids"][0]["price"] = 1720000.0


def named_twice(story: Story) -> None:
    story["organisations"][4]["id"] = "org-a"


def owned_by_halves(story: Story) -> None:
    story["organisations"][5]["joint_venture_owners"] = [{"organisation": "org-a", "share": "0.4"}]


def of_another_format(story: Story) -> None:
    story["format"] = "commissioning-scenario/2"


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (owned_in_a_loop, "/organisations/1/parent"),
        (weighed_too_lightly, "/procurement/weights"),
        (bid_by_nobody, "/bids/3/bidder"),
        (bid_for_nothing, "/bids/0/lot"),
        (priced_below_zero, "/bids/0/price"),
        (priced_as_a_float, "/bids/0/price"),
        (named_twice, "/organisations/4/id"),
        (owned_by_halves, "/organisations/5/joint_venture_owners"),
        (of_another_format, "/format"),
    ],
)
def test_what_breaks_the_rules_is_named(spoil: Callable[[Story], None], place: str, tmp_path: Path) -> None:
    story = northbridge()
    spoil(story)
    path = tmp_path / "story.json"
    path.write_text(json.dumps(story))
    with pytest.raises(CannotDo, match=f"{place}: "):
        read(path)


def test_what_is_no_json_is_no_story(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text("{")
    with pytest.raises(CannotDo, match="is not a story"):
        read(path)


def test_a_demo_wipes_a_demo(tmp_path: Path) -> None:
    state = State(tmp_path / "state")
    state.directory.mkdir()
    state.demo.touch()
    begin_afresh(state)
    assert not state.directory.exists()


def test_a_demo_wipes_nothing_else(tmp_path: Path) -> None:
    state = State(tmp_path / "state")
    state.directory.mkdir()
    (state.directory / "postgres").mkdir()
    with pytest.raises(CannotDo, match="no demo's"):
        begin_afresh(state)
    assert (state.directory / "postgres").exists()
