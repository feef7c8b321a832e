"""A buyer's notice becomes a contract and an open record, through the real gateway, on real PostgreSQL and NATS."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.story import AWARDED, BID, PUBLISHED, Story, pounds

from commonweal.testing import Platform

ROOT = Path(__file__).parents[2]
CHECK = ROOT.parent / "shared/standards/check/ocds.py"
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("stories")]


@pytest.fixture
def story(platform: Platform) -> Story:
    return Story(platform)


def tags_of(story: Story, notice_id: str) -> list[list[str]]:
    package = story.say("auditor", "GET", f"/transparency/v1/ocdsReleasePackages/ocds-213czf-{notice_id}").json()
    return [release["tag"] for release in package["releases"]]


def test_a_notice_becomes_a_contract_and_an_open_record(story: Story) -> None:
    contract = story.contract()
    amended = story.say(
        "commissioner",
        "POST",
        f"/tendering/v1/contracts/{contract['id']}/amendments",
        json={"value": pounds("1750000.00"), "ends_on": "2030-03-31", "rationale": "Two more places."},
        now="2028-01-10T09:00:00Z",
    ).json()
    assert amended["value"] == pounds("1750000.00")
    story.say(
        "commissioner",
        "POST",
        f"/tendering/v1/contracts/{contract['id']}/end",
        json={"outcome": "ended", "reason": "Its time was up."},
        now="2030-03-31T17:00:00Z",
    )
    assert [
        tag for tags in tags_of(story, contract["notice_id"]) for tag in tags if "ontract" in tag or tag == "tender"
    ]
    record = record_of(story, contract["notice_id"])
    assert record["contracts"][0]["value"] == {"amount": 1750000.00, "currency": "GBP"}
    assert record["contracts"][0]["status"] == "terminated"
    assert record["tender"]["title"] == "Homelessness prevention"


def record_of(story: Story, notice_id: str) -> dict[str, Any]:
    package = story.say("auditor", "GET", f"/transparency/v1/ocdsRecordPackages/ocds-213czf-{notice_id}").json()
    compiled: dict[str, Any] = package["records"][0]["compiledRelease"]
    return compiled


def test_nobody_reads_a_bid_before_the_deadline(story: Story) -> None:
    story.register("commissioner", "Northbridge Council", "buyer")
    story.register("provider", "Harbour Homes CIC", "provider")
    notice = story.publish()
    bid = story.bid(notice, "1234567.00")
    for role in ("commissioner", "auditor", "platform_admin", "evaluator", "funder"):
        answer = story.platform.client(role).get(f"/tendering/v1/bids/{bid['id']}", headers={"Commonweal-Now": BID})
        assert answer.status_code == 404, role
    feed = story.platform.public.get("/tendering/v1/events", params={"limit": 1000}).text
    assert bid["id"] not in feed
    opened = story.say("commissioner", "GET", f"/tendering/v1/bids/{bid['id']}", now=AWARDED).json()
    assert opened["envelope"]["offers"][0]["price"] == pounds("1234567.00")


def test_another_buyers_draft_reads_as_not_found(story: Story) -> None:
    story.register("commissioner", "Northbridge Council", "buyer")
    notice = story.publish()
    admin = story.platform.client("platform_admin")
    other = admin.post(
        "/oauth/clients",
        json={"organisation": "01920000-0000-7000-8000-000000000001", "roles": ["commissioner"], "name": "x"},
    ).json()
    token = story.platform.public.post(
        "/oauth/token",
        data={
            "grant_type": "client_credentials",
            "client_id": other["client_id"],
            "client_secret": other["client_secret"],
        },
    ).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Commonweal-Now": PUBLISHED}
    body = {"reason": "Not mine."}
    path = f"/tendering/v1/notices/{notice['id']}/cancel"
    refused = story.platform.public.post(path, json=body, headers=headers)
    nobody = story.platform.public.post(path.replace(notice["id"], other["organisation"]), json=body, headers=headers)
    assert (refused.status_code, nobody.status_code) == (404, 404)


@pytest.mark.skipif(not CHECK.exists(), reason="the offline OCDS check is not at hand (../shared/standards)")
def test_what_is_exported_passes_the_check(story: Story, tmp_path: Path) -> None:
    story.contract()
    tags_of(story, story.publish()["id"])
    out = tmp_path / "ocds.json"
    subprocess.run(
        [sys.executable, "-m", "commonweal", "export", "ocds", "--state", story.platform.state.directory, "--out", out],
        check=True,
    )
    assert json.loads(out.read_text())["releases"]
    done = subprocess.run([sys.executable, CHECK, out], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
