"""The Transparency Code's tables as the command writes them, of what was said on a running platform."""

import asyncio
import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from services.grants.tests.builders import application_body, award_body, scheme_body
from tests.e2e.story import Story, pounds

from commonweal.testing import Platform, until

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]
GIVEN, LATER = "2026-09-01T09:00:00Z", "2027-08-02T09:00:00Z"
PUBLISHED, SPEND_FILES = "/transparency/v1/published", "/tendering/v1/spend-files"
PAYEE, PERSON = "Lantern Care", "Ann O'Lee"
FILE = (
    "Supplier Name,Payment Date,Transaction Number,Net Amount,Purpose\r\n"
    f"{PAYEE},02/06/2026,F-1,742.50,Rent\r\n"
    f"{PERSON},30/06/2026,F-2,-25.60,Rent\r\n"
)


@pytest.fixture
def story(platform: Platform) -> Story:
    return Story(platform)


def exported(story: Story, table: str, target: Path, whose: str, *words: str) -> str:
    """What the command wrote, once everything said so far has arrived where it is published."""
    story.say("auditor", "GET", f"{PUBLISHED}/{table}?publisher={whose}")
    state = story.platform.state.directory
    command = [sys.executable, "-m", "commonweal", "export", table, "--out", str(target), "--buyer", whose, *words]
    subprocess.run([*command, "--state", str(state)], check=True, capture_output=True, text=True)
    return target.read_text()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def paid(story: Story, reference: str, day: str) -> None:
    """The council posts a payment."""
    supplier = story.platform.client("provider").organisation
    said = {"reference": reference, "amount": pounds("700.00"), "paid_on": day, "payee_id": str(supplier)}
    story.say("commissioner", "POST", "/tendering/v1/payments", json={"payments": [said]}, now=LATER)


def imported(story: Story) -> str:
    """The council's spend file, read to its end and published; the id of its import."""
    content = FILE.encode()
    said = {"filename": "june.csv", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    made = story.say("commissioner", "POST", SPEND_FILES, json=said).json()["id"]
    story.say("commissioner", "PUT", f"{SPEND_FILES}/{made}/parts/0", content=content)
    story.say("commissioner", "POST", f"{SPEND_FILES}/{made}/begin")
    asyncio.run(until(lambda: "F-1" in published(story)))
    return str(made)


def published(story: Story) -> str:
    """The table of spending as anybody reads it now."""
    return story.platform.public.get(f"{PUBLISHED}/spend?period=2026-Q2").text


def given(story: Story) -> str:
    """The funder awards a grant; its identifier in the open standard."""
    story.register("funder", "Northbridge Community Foundation", "funder")
    story.register("provider", "Harbour Homes CIC", "provider")
    made = story.say("funder", "POST", "/grants/v1/schemes", json=scheme_body(), now=GIVEN).json()
    path = f"/grants/v1/schemes/{made['id']}/applications"
    asked = story.say("provider", "POST", path, json=application_body(), now=GIVEN).json()
    path = f"/grants/v1/applications/{asked['id']}/award"
    return f"360G-commonweal-{story.say('funder', 'POST', path, json=award_body(), now=GIVEN).json()['id']}"


def test_each_table_is_written_as_csv_and_as_json(story: Story, tmp_path: Path) -> None:
    contract = story.contract()
    buyer, funder = (str(story.platform.client(role).organisation) for role in ("commissioner", "funder"))
    paid(story, "PAY-1", "2027-05-05")
    register = rows(exported(story, "contracts-register", tmp_path / "register.csv", buyer, "--period", "2027-Q2"))
    assert contract["id"] in {row["Reference Number"] for row in register}
    invited = json.loads(exported(story, "invitations", tmp_path / "invited.json", buyer, "--period", "2026-Q4"))
    assert contract["notice_id"] in {row["reference_number"] for row in invited["rows"]}
    spent = rows(exported(story, "spend", tmp_path / "spend.csv", buyer, "--period", "2027-Q2"))
    assert "PAY-1" in {row["Transaction Number"] for row in spent}
    identifier = given(story)
    granted = rows(exported(story, "vcse-grants", tmp_path / "grants.csv", funder, "--period", "2026-27"))
    assert identifier in {row["360Giving Identifier"] for row in granted}
    whole = rows(exported(story, "vcse-grants", tmp_path / "all.csv", funder))
    assert {row["360Giving Identifier"] for row in whole} >= {identifier}


def test_a_spend_file_is_published_once_and_without_a_name_that_came_down(story: Story, tmp_path: Path) -> None:
    story.register("commissioner", "Northbridge Council", "buyer")
    story.register("provider", "Harbour Homes CIC", "provider")
    buyer = str(story.platform.client("commissioner").organisation)
    paid(story, "PAY-JUNE", "2026-06-09")
    paid(story, "PAY-MAY", "2026-05-09")
    made = imported(story)
    spent = rows(exported(story, "spend", tmp_path / "spend.csv", buyer, "--period", "2026-Q2"))
    told = {row["Transaction Number"]: (row["Beneficiary"], row["Net Amount"]) for row in spent}
    assert (told["F-1"], told["F-2"]) == ((PAYEE, "742.50"), (PERSON, "-25.60"))
    assert "PAY-MAY" in told
    assert "PAY-JUNE" not in told, "the file tells of June"
    said = {"record": 3, "cause": "personal_data"}
    story.say("commissioner", "POST", f"{SPEND_FILES}/{made}/takedowns", json=said)
    after = exported(story, "spend", tmp_path / "spend.csv", buyer, "--period", "2026-Q2")
    assert PERSON not in after
    assert [row["Net Amount"] for row in rows(after) if row["Transaction Number"] == "F-2"] == ["-25.60"]
