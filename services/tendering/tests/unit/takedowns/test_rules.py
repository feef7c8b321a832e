"""What comes down with a name, and what stays."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.errors import RuleBroken, Unacceptable
from tendering.spend_files.domain import IN_ITS_PLACE
from tendering.takedowns.domain import Written
from tendering.takedowns.rules import digest_of, names_in, without

LINE = Written(["Ann Lee", "01/04/2026", "17", "5.00", "Rent of Ann Lee, flat 2"], payee="Ann Lee", reference="17")


def test_the_payee_comes_down_unless_columns_are_named() -> None:
    assert names_in(LINE, []) == ["Ann Lee"]
    assert names_in(LINE, [5]) == ["Rent of Ann Lee, flat 2"]


@pytest.mark.parametrize("columns", [[2], [3], [4], [6], [0]])
def test_days_amounts_numbers_and_columns_that_are_not_there_are_no_names(columns: list[int]) -> None:
    with pytest.raises(Unacceptable):
        names_in(LINE, columns)


def test_where_nobody_is_named_nothing_can_come_down() -> None:
    with pytest.raises(RuleBroken):
        names_in(Written(["", "5.00"]), [])
    with pytest.raises(RuleBroken):
        names_in(Written(["REDACTED PERSONAL DATA", "5.00"], payee="REDACTED PERSONAL DATA"), [])
    with pytest.raises(RuleBroken):
        names_in(without(LINE, ["Ann Lee"]), [1])


@given(st.text(), st.none() | st.uuids())
def test_a_name_is_known_again_of_the_same_payer_and_under_the_same_secret_alone(key: str, payer: UUID | None) -> None:
    secret = bytes(32)
    assert digest_of(key, payer, secret) == digest_of(key, payer, secret)
    others = {digest_of(f"{key}x", payer, secret), digest_of(key, uuid4(), secret), digest_of(key, payer, b"x" * 32)}
    assert digest_of(key, payer, secret) not in others


def test_a_name_comes_down_wherever_it_stands() -> None:
    said = without(LINE, ["ann lee"])
    assert said.cells == [IN_ITS_PLACE, "01/04/2026", "17", "5.00", f"Rent of {IN_ITS_PLACE}, flat 2"]
    assert (said.payee, said.reference) == (None, "17")


def test_a_payee_comes_down_whole_with_what_its_ledger_hung_on_to_the_name() -> None:
    line = Written(["Lee Ann (B/17)", "5.00"], payee="Lee Ann (B/17)", value="Lee Ann (B/17)")
    for names in (["Lee Ann"], ["LEE, ANN"]):
        said = without(line, names)
        assert (said.cells, said.payee, said.value) == ([IN_ITS_PLACE, "5.00"], None, IN_ITS_PLACE)


def test_a_name_within_another_word_is_not_that_name() -> None:
    line = Written(["Leeds City Council", "Annual rent"], payee="Leeds City Council")
    assert without(line, ["Lee", "Ann"]) == line


@given(st.lists(st.text(max_size=20), min_size=1, max_size=6), st.text("abcXYZ .(*", min_size=3, max_size=9))
def test_the_name_is_nowhere_left_and_no_cell_is_lost(cells: list[str], name: str) -> None:
    said = without(Written([*cells, name, f"for {name}!"], payee=name), [name])
    assert len(said.cells) == len(cells) + 2
    assert said.payee is None
    assert said.cells[-2:] == [IN_ITS_PLACE, f"for {IN_ITS_PLACE}!"]
    assert without(said, [name]) == said
