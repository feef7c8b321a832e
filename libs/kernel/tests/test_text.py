"""The one rule for names and prose."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.text import clean

BAD_INPUTS = Path(__file__).parents[4] / "shared" / "scenario" / "bad_inputs.jsonl"
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  The\u00a0Big   Life ", "The Big Life"),
        ("e\u0301", "\u00e9"),
        ("\ufb01", "\ufb01"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        (FAMILY, FAMILY),
        ("\\", "\\"),
    ],
)
def test_a_name_is_kept_as_it_came_but_for_the_documented_normalisation(sent: str, kept: str) -> None:
    assert clean(sent) == kept


def test_prose_keeps_its_lines_and_a_name_has_none() -> None:
    assert clean("one\r\n\r\n  two\tthree\r", lines=True) == "one\n\n  two\tthree"
    with pytest.raises(ValueError, match=r"U\+000A at place 4"):
        clean("one\ntwo")


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b",
        "\ud800",
        "\u202eevil",
        "admin\u200b",
        "\ufeffx",
        "a\u2028b",
        "a\x85b",
        "\x1b[31m",
        "a\ufffe",
        "\u2066x",
    ],
)
@pytest.mark.parametrize("lines", [False, True])
def test_what_no_eye_sees_is_refused_and_its_place_named(text: str, *, lines: bool) -> None:
    with pytest.raises(ValueError, match=r"The character U\+[0-9A-F]{4} at place \d is not allowed here\."):
        clean(text, lines=lines)


@pytest.mark.parametrize("text", ["", "   ", "\u3164", "\u2800", "\u034f", "\u0301", "\u200d"])
def test_text_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="nothing to see"):
        clean(text)


@pytest.mark.parametrize("text", ["admin\u200d", "\u200cadmin", "a\u200d b", "a \u200db", "a\u200d\u200db"])
def test_a_joiner_that_joins_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="joins nothing"):
        clean(text)


@given(st.text(), st.booleans())
def test_clean_text_is_clean_already(text: str, lines: bool) -> None:
    try:
        once = clean(text, lines=lines)
    except ValueError:
        return
    assert clean(once, lines=lines) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@pytest.mark.skipif(not BAD_INPUTS.exists(), reason="the bad inputs of ../shared are not here")
def test_every_bad_name_of_the_scenario_is_refused_or_normalised() -> None:
    rows = map(json.loads, BAD_INPUTS.read_text(encoding="utf-8").splitlines())
    sent = [row["value"] for row in rows if row["where"] in {"provider.name", "tender.title"} and "value" in row]
    names = [text for text in sent if isinstance(text, str)]
    kept = []
    for text in names:
        try:
            kept.append(clean(text))
        except ValueError:
            continue
    assert len(names) > 30
    assert 10 < len(kept) < len(names)
    assert all(text.isprintable() for text in kept)
