"""How rows are written for COPY."""

from kernel.orgids import parse_org_id
from registry.registers.domain import RegisterRow
from registry.registers.rules.shapes import digest_of_row, row_text


def test_the_digest_tells_rows_apart_by_what_they_say() -> None:
    row = RegisterRow(parse_org_id("GB-CHC-1090095"), "Ashgate", more={"a": 1, "b": 2})
    same = RegisterRow(row.org_id, "Ashgate", more={"b": 2, "a": 1})
    other = RegisterRow(row.org_id, "Ashgate", more={"a": 1})
    digests = [digest_of_row(row_text(it), it) for it in (row, same, other)]
    assert digests[0] == digests[1] != digests[2]
