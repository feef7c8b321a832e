"""docs/reliability.md: whoever looks for the proof of a promise finds it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
PROOFS = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("module", "name"), PROOFS, ids=lambda it: str(it).rpartition("/")[2])
def test_a_proof_that_is_named_is_there(module: str, name: str) -> None:
    assert re.search(rf"^ *(async )?def {name}\(", (ROOT / module).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("kind", ["P", "T"])
def test_each_of_twenty_is_proved_or_said_not_to_be(kind: str) -> None:
    proved = set(re.findall(rf"^\| {kind}(\d+) .*::", PAGE, re.MULTILINE))
    assert proved | set(re.findall(rf"\b{kind}(\d+)\b", PAGE.partition("## What is not")[2])) == {
        *map(str, range(1, 21))
    }
