"""How rows are written for COPY."""

import re

from hypothesis import given
from hypothesis import strategies as some

from kernel.orgids import parse_org_id
from registry.registers.domain import RegisterRow
from registry.registers.rules.shapes import digest_of_row, row_text, written

ESCAPED = {"\\\\": "\\", "\\t": "\t", "\\n": "\n", "\\r": "\r"}
TEXT = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0\x1e\x1f"))


def read(line: str) -> list[str | None]:
    """What PostgreSQL reads (COPY, text format)."""
    return [None if cell == "\\N" else re.sub(r"\\.", lambda it: ESCAPED[it[0]], cell) for cell in line.split("\t")]


@given(some.lists(some.none() | TEXT, min_size=1))
def test_what_is_written_is_read_again(values: list[str | None]) -> None:
    assert read(written(*values)) == values


def test_separators_in_a_cell_become_blanks_and_shift_nothing() -> None:
    assert read(written("a\x1fb", None, "\x1e")) == ["a b", None, " "]


def test_the_digest_tells_rows_apart_by_what_they_say() -> None:
    row = RegisterRow(parse_org_id("GB-CHC-1090095"), "Ashgate", more={"a": 1, "b": 2})
    same = RegisterRow(row.org_id, "Ashgate", more={"b": 2, "a": 1})
    other = RegisterRow(row.org_id, "Ashgate", more={"a": 1})
    digests = [digest_of_row(row_text(it), it) for it in (row, same, other)]
    assert digests[0] == digests[1] != digests[2]
