"""What no database could hold is rejected by name, and never stops the rest of a file."""

import json
from typing import Any

import pytest
from services.registry.tests.reading import read, table

ROR: dict[str, Any] = {"id": "https://ror.org/02mhbdp94", "name": "A University", "types": [], "external_ids": {}}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "A\0University"}, "not_text"),
        ({"a\0name": 1}, "not_text"),
        ({"name": 7}, "misshapen"),
        ({"status": {"a": 1}}, "misshapen"),
        ({"aliases": [None, 7]}, "misshapen"),
        ({"links": [{"a": 1}]}, "misshapen"),
    ],
)
def test_an_object_with_no_text_where_text_should_be_is_rejected(changes: dict[str, Any], code: str) -> None:
    reading = read(json.dumps([ROR, ROR | changes, ROR]), "ror.json")
    assert (len(reading.taken), reading.refusals()) == (2, [code])


def test_an_object_that_is_nested_beyond_reason_is_rejected() -> None:
    nested = json.dumps(ROR).removesuffix("}") + ', "more": ' + "[" * 5_000 + "]" * 5_000 + "}"
    assert read(f"[{json.dumps(ROR)}, {nested}]", "ror.json").refusals() == ["not_json"]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (["icnpo", "icnpo_desc", "icnpo_group"], "too_long"),
        (["la-name", "local-authority-code"], "too_long"),
        (["entity", "name", "prefix", "reference", "end-date"], "malformed_number"),
    ],
)
def test_a_code_or_a_number_of_endless_length_is_rejected(columns: list[str], code: str) -> None:
    row = dict.fromkeys(columns, "x" * 3000) | ({"end-date": ""} if "end-date" in columns else {})
    assert read(table(row)).refusals() == [code]
