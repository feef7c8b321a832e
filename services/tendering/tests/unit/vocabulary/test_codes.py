"""Where a body names codes."""

from hypothesis import given
from hypothesis import strategies as st

from tendering.vocabulary.rules import codes_in


def test_each_code_is_found_with_its_path_wherever_it_stands() -> None:
    lots = [{"title": "One", "items": []}, {"items": [{"cpv": "80000000"}, {"cpv": "85000000", "unit": "cpv"}]}]
    assert list(codes_in({"cpv": ["85311000", "85312000"], "title": "85313000", "lots": lots})) == [
        ("/cpv/0", "85311000"),
        ("/cpv/1", "85312000"),
        ("/lots/1/items/0/cpv", "80000000"),
        ("/lots/1/items/1/cpv", "85000000"),
    ]
    assert list(codes_in({"cpv": "85312000"})) == [("/cpv", "85312000")]


@given(st.recursive(st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.just("lots"), inner)))
def test_a_body_without_codes_names_none(said: object) -> None:
    assert not list(codes_in(said))
