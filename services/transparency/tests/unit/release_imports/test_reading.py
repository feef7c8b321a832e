"""How other portals' files are cut into releases."""

import json
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.transparency.tests.checks import standards
from services.transparency.tests.foreign import PACKAGE, a_package, a_record_package, a_release

from kernel.json_text import Unreadable, content_of, parsed
from transparency.imports.readers.rows import publications_in
from transparency.release_imports.readers import ONLY_LINKS, publication

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.lists(st.dictionaries(st.text(), json_values, max_size=3), min_size=1, max_size=4), st.sampled_from([None, 1])
)
def test_each_release_comes_out_in_the_very_text_it_came_in(releases: list[object], indent: int | None) -> None:
    texts = [json.dumps({"x": release}, indent=indent, ensure_ascii=False) for release in releases]
    package = '{ "uri": "a", "releases" : [ ' + " ,\n".join(texts) + ' ] , "publisher": {"name": "P"} }'
    found = publication(package)
    assert [row.text for row in found.rows] == texts
    assert (found.envelope, found.publisher) == ({"uri": "a", "publisher": {"name": "P"}}, "P")


def test_a_record_gives_its_releases_or_else_its_compiled_one() -> None:
    whole, compiled = a_release(1), a_release(2, tag=["compiled"])
    linked = {"url": "https://portal.example/1", "date": "2026-01-01T00:00:00Z", "tag": ["tender"]}
    abbreviated = {"id": "1", "date": "2026-01-01T00:00:00Z", "tag": ["tender"]}
    records = [
        {"ocid": "a", "releases": [whole], "compiledRelease": compiled},
        {"ocid": "b", "releases": [linked], "compiledRelease": compiled},
        {"ocid": "c", "releases": [abbreviated], "compiledRelease": compiled},
        {"ocid": "d", "releases": [linked]},
    ]
    rows = list(publication(a_record_package(*records)).rows)
    assert [json.loads(row.text) for row in rows[:3]] == [whole, compiled, compiled]
    assert [row.fault for row in rows] == [None, None, None, ONLY_LINKS]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (json.dumps(a_release()), 1),
        (json.dumps([a_release(1), a_release(2)]), 2),
        (json.dumps({"ocid": "a", "releases": [a_release(1), a_release(2)]}), 2),
        (json.dumps(PACKAGE | {"releases": []}), 0),
    ],
)
def test_single_releases_records_and_lists_are_taken_too(text: str, rows: int) -> None:
    assert len(list(publication(text).rows)) == rows


def test_json_lines_are_told_by_their_first_line_and_one_bad_line_is_one_bad_row() -> None:
    lines = [a_package(a_release(1)), "{", "", json.dumps(a_release(2, title="a\u2028b"), ensure_ascii=False)]
    rows = [row for found in publications_in(StringIO("\n".join(lines)), publication) for row in found.rows]
    assert [row.fault is None for row in rows] == [True, False, True]


@pytest.mark.parametrize("text", ["", "{", '"x"', "1", '{"releases": {}}', '{"releases": [1,]}', "[" * 100_000])
def test_what_carries_no_releases_says_so(text: str) -> None:
    with pytest.raises(Unreadable):
        list(publication(text).rows)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a": 1, "a": 2}', "'a' is there twice"),
        ('{"a": NaN}', "NaN is not JSON"),
        ('{"a": -Infinity}', "-Infinity is not JSON"),
        ("[" * 65 + "]" * 65, "64 deep"),
        ('{"a": }', "line 1"),
    ],
)
def test_what_two_readers_could_read_differently_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parsed(text)


def test_content_is_the_same_for_every_spelling_of_the_same_json() -> None:
    texts = ['{"a":40465.20,"b":[1,1e2]}', ' {"b": [1.0, 100],\n"a": 40465.2}', '{"\\u0061":4.04652e4,"b":[1,100.0]}']
    assert len({content_of(parsed(text)) for text in texts}) == 1
    assert content_of(parsed('{"a":0.1}')) != content_of(parsed('{"a":0.10000000000000000001}'))
    assert content_of(parsed('{"a":1e999999}')) != content_of(parsed('{"a":1e999998}'))


def test_every_sample_of_the_four_portals_is_cut_without_loss() -> None:
    for path in sorted(standards("data/ocds").glob("*.json")):
        text = path.read_text(encoding="utf-8")
        package = json.loads(text)
        expected = package.get("releases") or [record["compiledRelease"] for record in package["records"]]
        assert [json.loads(row.text) for row in publication(text).rows] == expected
