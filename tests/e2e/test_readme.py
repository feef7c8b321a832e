"""What README.md tells newcomers to type does what it says."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from commonweal.testing import Platform, eventually

ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.integration,
    pytest.mark.xdist_group("stories"),
    pytest.mark.skipif(not all(map(shutil.which, ("bash", "curl", "jq"))), reason="README wants bash, curl and jq"),
]


def commands_under(heading: str) -> str:
    """The indented lines of a chapter of README.md, word for word."""
    chapter = (ROOT / "README.md").read_text().partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return "\n".join(re.findall(r"^ {4}(.*)$", chapter, re.MULTILINE))


def objects_in(text: str) -> list[dict[str, Any]]:
    """JSON objects that follow one another, as the commands print them."""
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


def test_the_first_notice_ends_in_a_contract_a_payment_and_a_review(platform: Platform, tmp_path: Path) -> None:
    (tmp_path / ".commonweal").symlink_to(platform.state.directory)
    script = commands_under("Your first notice").replace("localhost:8080", f"127.0.0.1:{platform.port}")
    done = subprocess.run(["bash", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *_, signed, record, invoiced, paid, review, chain = objects_in(done.stdout)
    assert (signed["status"], signed["value"]["amount"]) == ("active", "1720000.00")
    assert record["ocid"] == f"ocds-213czf-{signed['notice_id']}"
    assert (invoiced["accepted"], paid["accepted"]) == (1, 1), (invoiced, paid)
    assert (review["contract_id"], review["period"]) == (signed["id"], "2027-Q2")
    assert chain["prime_payments"]["amount"] == "47777.77"
    published = f"/transparency/v1/ocdsRecordPackages/{record['ocid']}"
    eventually(lambda: "contracts" in platform.public.get(published).json()["records"][0]["compiledRelease"])
