"""When the CPV is there whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.registry.tests.vocabulary import CPV

from registry.codes.rules import is_whole

LEAF = "85311000-2"


def test_the_whole_list_is_whole() -> None:
    assert is_whole(CPV)


@given(st.sampled_from(sorted(CPV.keys() - {LEAF})))
def test_a_list_without_a_group_or_without_a_codes_parent_is_an_excerpt(missing: str) -> None:
    assert not is_whole({code: parent for code, parent in CPV.items() if code != missing})


def test_a_list_may_end_at_its_groups() -> None:
    assert is_whole({code: parent for code, parent in CPV.items() if code != LEAF})


@pytest.mark.parametrize("code", ["85311000-2", "99999999-9"])
def test_one_code_is_no_list(code: str) -> None:
    assert not is_whole({code: None})
