"""Which areas contain which, as far as the code alone says it."""

import pytest
from hypothesis import given
from services.registry.tests.offering import codes

from registry.listings.domain import covering


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ("E06000022", ["E06000022", "E92000001", "K04000001", "K03000001", "K02000001"]),
        ("S12000036", ["S12000036", "S92000003", "K03000001", "K02000001"]),
        ("N09000003", ["N09000003", "N92000002", "K02000001"]),
        ("E92000001", ["E92000001", "K04000001", "K03000001", "K02000001"]),
        ("L93000001", ["L93000001"]),
    ],
)
def test_an_area_lies_in_its_country_and_in_the_unions_of_it(code: str, around: list[str]) -> None:
    assert covering(code) == around


@given(codes)
def test_every_area_covers_itself_first_and_nothing_twice(code: str) -> None:
    found = covering(code)
    assert found[0] == code
    assert len(set(found)) == len(found)
