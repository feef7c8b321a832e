"""CPV codes: one spelling, and no division or group that is none."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.cpv import GROUPS, parse_cpv

VOCABULARY = Path(__file__).parents[3].parent / "shared/standards/data/registers/cpv/cpvCodes.json"


@pytest.mark.parametrize(
    ("text", "code"), [("85311000-2", "85311000"), ("85311000", "85311000"), ("03000000-1", "03000000")]
)
def test_a_code_is_kept_without_its_check_digit(text: str, code: str) -> None:
    assert parse_cpv(text) == code


@pytest.mark.parametrize(
    "text", ["", "8531100", "853110000", "85311000-", "85311000-22", "\uff18\uff15311000", "85311000 ", "x5311000"]
)
def test_what_has_another_shape_is_no_code(text: str) -> None:
    with pytest.raises(ValueError, match="eight digits"):
        parse_cpv(text)


def test_a_code_of_no_division_is_unknown() -> None:
    with pytest.raises(ValueError, match="99999999 is not a CPV code: there is no division 99"):
        parse_cpv("99999999-9")


@pytest.mark.parametrize(
    ("text", "because"),
    [("85400000", "division 85 has no group 854"), ("85301000", "after a zero"), ("03000001-9", "after a zero")],
)
def test_a_code_that_no_step_leads_to_is_unknown(text: str, because: str) -> None:
    with pytest.raises(ValueError, match=because):
        parse_cpv(text)


@given(st.from_regex(r"\A[0-9]{8}(-[0-9])?\Z"))
def test_every_step_above_a_code_is_one_too(text: str) -> None:
    try:
        code = parse_cpv(text)
    except ValueError:
        return
    for digits in range(2, 8):
        above = code[:digits].ljust(8, "0")
        assert parse_cpv(above) == above


@pytest.mark.skipif(not VOCABULARY.exists(), reason="shared/standards/data/registers/cpv is missing")
def test_every_code_of_the_vocabulary_of_2008_is_known_and_no_group_is_idle() -> None:
    codes = [row["code"] for row in json.loads(VOCABULARY.read_text()) if row["version"] == 2]
    assert len(codes) == 9454
    known = {(code[:2], code[2]) for code in map(parse_cpv, codes) if code[2] != "0"}
    assert known == {(division, group) for division, groups in GROUPS.items() for group in groups}
