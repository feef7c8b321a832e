"""`commonweal import` and `export`, as another terminal runs them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commonweal.testing import Platform, eventually

pytestmark = [pytest.mark.integration, pytest.mark.timeout(400), pytest.mark.xdist_group("up")]
PACKAGE = {"uri": "https://portal.example/1", "version": "1.1", "publisher": {"name": "Portal of Example"}}
COUNCIL = {"id": "GB-LAE-NBR", "name": "Northbridge Council", "identifier": {"scheme": "GB-LAE", "id": "NBR"}}
RELEASE = {
    "ocid": "ocds-b5fd17-1",
    "id": "1",
    "date": "2026-04-10T10:50:13Z",
    "tag": ["tender"],
    "initiationType": "tender",
    "parties": [COUNCIL | {"roles": ["buyer"]}],
    "buyer": {"id": "GB-LAE-NBR"},
}
SHEET = """Identifier,Title,Description,Currency,Amount Awarded,Award Date,From an open call?,Recipient Org:Identifier,\
Recipient Org:Name,Funding Org:Identifier,Funding Org:Name
360G-x-1,A grant,For something good,GBP,"£1,000",24/07/2014,Y,GB-CHC-1136419,Women's Aid,GB-CHC-327114,A funder
360G-x-2,A grant,,GBP,1000,2014-07-24,Yes,GB-CHC-1136419,Women's Aid,GB-CHC-327114,A funder
"""


def commonweal(up: Platform, *arguments: object) -> Any:
    command = [sys.executable, "-m", "commonweal", *map(str, arguments), "--state", str(up.state.directory), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def counts(told: dict[str, Any]) -> tuple[int, ...]:
    return tuple(told[name] for name in ("read", "accepted", "unchanged", "rejected"))


def test_releases_come_in_once_go_out_equal_and_make_their_parties_known(platform: Platform, tmp_path: Path) -> None:
    file = tmp_path / "portal.json"
    file.write_text(json.dumps(PACKAGE | {"releases": [RELEASE, RELEASE | {"date": None}]}, indent=2))
    assert counts(commonweal(platform, "import", "ocds", file)) == (2, 1, 0, 1)
    assert counts(commonweal(platform, "import", "ocds", file)) == (2, 0, 1, 1)
    [rejected] = (tmp_path / "portal.json.rejected.jsonl").read_text().splitlines()
    assert json.loads(rejected)["reason"] == "It has no date, so it has no place among the others."
    commonweal(platform, "export", "ocds", "--imported", "--out", tmp_path / "out.json")
    assert RELEASE in json.loads((tmp_path / "out.json").read_text())["releases"]
    eventually(lambda: platform.public.get("/registry/v1/organisations/GB-LAE-NBR").is_success)
    council = platform.public.get("/registry/v1/organisations/GB-LAE-NBR").json()
    assert (council["verified"], council["roles"]) == (False, ["buyer"])


def test_a_spreadsheet_of_grants_comes_in_with_every_repair_on_record(platform: Platform, tmp_path: Path) -> None:
    file = tmp_path / "funder.csv"
    file.write_text(SHEET)
    told = commonweal(platform, "import", "360giving", file)
    assert counts(told) == (2, 1, 0, 1)
    rules = {note.split(":")[0] for note in told["files"][0]["noted"][0]["notes"]}
    assert rules == {"open-call", "amount-as-number", "day-first"}
    commonweal(platform, "export", "360giving", "--imported", "--funder", "GB-CHC-327114", "--out", tmp_path / "g.json")
    [grant] = json.loads((tmp_path / "g.json").read_text())["grants"]
    assert (grant["amountAwarded"], grant["awardDate"], grant["fromOpenCall"]) == (1000, "2014-07-24", "Yes")


def test_spend_comes_in_once_and_what_was_not_taken_is_written_down(platform: Platform, tmp_path: Path) -> None:
    file = tmp_path / "april.csv"
    file.write_text("Supplier,Date,Amount\nHarbour,01/04/2026,5.00\nQuay,31/02/2026,7.00\nDock,02/04/2126,1\n,,,\n")
    for unchanged in (0, 1):
        [told] = commonweal(platform, "import", "payments", file)["files"]
        assert (*counts(told), told["quarantined"], told["not_rows"]) == (5, 1, unchanged, 1, 1, 2)
    rejected = [json.loads(it) for it in (tmp_path / "april.csv.rejected.jsonl").read_text().splitlines()]
    assert [(it["line"], it["code"], it["value"]) for it in rejected] == [
        (3, "bad_date", "31/02/2026"),
        (4, "date_outside_period", "02/04/2126"),
    ]
    assert rejected[0]["reason"] == "bad date in Date: 31/02/2026"


def test_a_file_that_cannot_be_read_says_so(platform: Platform, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text("{")
    command = [
        sys.executable,
        "-m",
        "commonweal",
        "import",
        "ocds",
        str(file),
        "--state",
        str(platform.state.directory),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "not JSON" in done.stderr


def test_a_register_is_read_in_the_background_and_once_more_nothing_changes(platform: Platform, tmp_path: Path) -> None:
    file = tmp_path / "cascs.csv"
    file.write_text(
        "id,name,address,postcode\r\nGB-CASC-614261b0,7Oaks Triathlon Club,,TN13 1QE\r\nGB-CASC-9,Odd,,\r\n"
    )
    first, again = [commonweal(platform, "import", "charities", file) for _ in range(2)]
    assert [first[name] for name in ("read", "accepted", "merged", "rejected")] == [2, 1, 0, 1]
    assert (first["unchanged"], again["unchanged"]) == (0, 1)
    [rejected] = (tmp_path / "cascs.csv.rejected.jsonl").read_text().splitlines()
    assert (json.loads(rejected)["line"], json.loads(rejected)["code"]) == (3, "malformed_number")
    assert platform.public.get("/registry/v1/registers/GB-CASC/614261b0").json()["proves"][0]["name"] == "casc"
