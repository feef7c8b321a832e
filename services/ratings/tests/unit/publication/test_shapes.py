"""What is published in the shapes of others says the same, and does nothing."""

import csv
import io
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.publication.rules import linked, pictures, rows

SUPPRESSED = SimpleNamespace(suppressed=True)
SHOWN = SimpleNamespace(
    suppressed=False, score="4.1429", count=64, interval=SimpleNamespace(low="3.9000", high="4.3400")
)


def story(**changes: Any) -> dict[str, Any]:
    told = {
        **{name: name for name in rows.COLUMNS},
        "provider_ids": ["a", "b"],
        "text": "They came.",
        "overall": 4,
        "replies": [{"text": "Thank you."}],
        "changes": [{"what": "Two work at night.", "state": "verified"}],
    }
    return told | changes


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1+cmd", "-2+3", "@SUM(1)", "\t=1", "\r=1"])
def test_nothing_that_somebody_wrote_is_a_formula(text: str) -> None:
    [[*_, cell]] = csv.reader(io.StringIO(rows.written([[rows.harmless(text)]]), newline=""))
    assert cell == f"'{text}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_row_comes_back_as_it_went(text: str) -> None:
    table = rows.header() + rows.line(story(text=text))
    [read] = csv.DictReader(io.StringIO(table, newline=""))
    assert read["text"] in {text, f"'{text}"}
    assert (read["replies"], read["changes"]) == ("Thank you.", "Two work at night. (verified)")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], codec="utf-8"), min_size=1))
def test_a_badge_is_a_picture_with_a_title_whatever_the_name(name: str) -> None:
    for summary in (SUPPRESSED, SHOWN):
        picture = ElementTree.fromstring(pictures.badge(name.replace("\ufffe", "").replace("\uffff", ""), summary))  # noqa: S314
        title = picture.find("{http://www.w3.org/2000/svg}title")
        assert picture.get("role") == "img"
        assert title is not None
        assert title.get("id") == picture.get("aria-labelledby")


def test_a_badge_tells_the_score_with_what_it_may_be() -> None:
    assert pictures.in_words("Ashgate", SHOWN) == "Ashgate: 4.1 of 5, most likely 3.9 to 4.3, from 64 users."
    assert "too few" in pictures.in_words("Ashgate", SUPPRESSED)
    assert "<b>" not in pictures.card("<b>", SHOWN, "/")


def test_what_is_suppressed_has_no_rating_in_linked_data() -> None:
    assert "aggregateRating" not in linked.organisation("1", "Ashgate", {"suppressed": True}, [])
    told = linked.organisation("1", "Ashgate", {"suppressed": False, "score": "4.1429", "count": 64}, [story()])
    assert told["aggregateRating"]["ratingCount"] == 64
    assert told["review"][0]["comment"] == [{"@type": "Comment", "text": "Thank you."}]
