"""A provider bids in a real browser: sealed there, or by the server where there are no scripts, and told which."""

import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from tests.browser.conftest import context_of
from tests.conformance.openers import PUBLIC, own_share
from tests.e2e.story import Story, pounds

import tendering.bidding
from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]
HOUSES = ("opener", "opener-council", "opener-inspector")
PRICE, V1 = "83427.19", "/tendering/v1"
STATIC = Path(tendering.bidding.__file__).parent / "static"


@pytest.fixture
def story(platform: Platform) -> Story:
    story = Story(platform)
    story.register("commissioner", "Northbridge Council", "buyer")
    story.register("provider", "Harbour Homes CIC", "provider")
    return story


def notice_of(story: Story) -> dict[str, Any]:
    """Open for an hour; its bids are sealed to three openers, two of whom open."""
    holders = [story.say(who, "POST", f"{V1}/openers", json={"public_key": PUBLIC}).json()["id"] for who in HOUSES]
    draft = {
        "title": "Outreach",
        "description": "Two vans and those who drive them.",
        "category": "services",
        "cpv": ["85311000"],
        "closes_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
        "lots": [{"title": "The harbour", "value": pounds("90000.00")}],
        "criteria": [{"name": "Price", "kind": "price", "weight": 100}],
    }
    notice = story.say("commissioner", "POST", f"{V1}/notices", json=draft).json()
    path = f"{V1}/notices/{notice['id']}"
    story.say("commissioner", "POST", f"{path}/sealing", json={"threshold": 2, "openers": holders})
    return dict(story.say("commissioner", "POST", f"{path}/publish").json())


def signed_in(page: Page, platform: Platform, notice: dict[str, Any]) -> None:
    """The form, before a provider."""
    secret = platform.state.client("provider")["client_secret"]
    page.goto(f"{V1}/notices/{notice['id']}/bidding")
    page.get_by_label("Client").fill("provider")
    page.get_by_label("Secret").fill(secret)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("What you propose").wait_for()


def writes(page: Page) -> None:
    page.get_by_label("Price for The harbour").fill(PRICE)
    page.get_by_label("What you propose").fill("Two vans – day\u00ad and night.")


def receipt_on(page: Page) -> dict[str, Any]:
    """What the page shows of the one bid in the box."""
    page.get_by_text("The receipt, and how to check it").click()
    return dict(json.loads(page.get_by_label("The receipt", exact=True).input_value()))


def opened(story: Story, notice: dict[str, Any]) -> list[Any]:
    """What the buyer reads once two openers have met."""
    later = (datetime.fromisoformat(notice["closes_at"]) + timedelta(minutes=2)).isoformat()
    for who in HOUSES[:2]:
        share = {"share": own_share(story.platform.client(who), notice["id"])}
        story.say(who, "POST", f"{V1}/notices/{notice['id']}/opening/shares", json=share, now=later)
    return list(story.say("auditor", "GET", f"{V1}/notices/{notice['id']}/bids", now=later).json()["items"])


def test_a_bid_is_sealed_in_the_browser_and_its_price_never_leaves_it(
    browser: Browser, platform: Platform, story: Story
) -> None:
    notice, sent, said = notice_of(story), [], []
    with context_of(browser, platform.url) as context:
        page = context.new_page()
        page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
        page.on("console", lambda message: said.append(message.text))
        signed_in(page, platform, notice)
        page.get_by_text("Without scripts the server seals your bid").wait_for(state="hidden")
        writes(page)
        page.get_by_role("button", name="Save the draft").last.click()
        page.get_by_text("The draft is kept in this browser").wait_for()
        page.reload()
        expect(page.get_by_label("Price for The harbour")).to_have_value(PRICE)
        page.get_by_role("button", name="Seal and submit").click()
        page.get_by_text("Sealed in this browser and received").wait_for()
        receipt = receipt_on(page)
        assert not page.evaluate("document.cookie"), "no script reads who is signed in"
    assert receipt["sealed"]["sealed_by"] == "bidder"
    assert not [each for each in sent if PRICE in each or "and night" in each]
    assert not [words for words in said if "Content Security Policy" in words]
    [bid] = opened(story, notice)
    assert bid["commitment"] == receipt["commitment"]
    assert bid["envelope"]["offers"][0]["price"] == pounds(PRICE)
    assert bid["envelope"]["proposal"] == "Two vans – day and night.", "what nobody sees is left out"


def test_partners_and_files_are_sealed_with_the_bid_and_a_partner_nobody_knows_is_told_before(
    browser: Browser, platform: Platform, story: Story
) -> None:
    notice, partner = notice_of(story), story.register("registrar", "Lantern Care Co-operative", "provider")
    with context_of(browser, platform.url) as context:
        page = context.new_page()
        signed_in(page, platform, notice)
        writes(page)
        page.get_by_role("button", name="Add a partner").click()
        page.get_by_label("Your part of the work").fill("60")
        page.get_by_label("Partner: its page here").fill("01a2032b-63c1-70e7-aed3-d3e660d9c53d")
        page.get_by_label("Its part of the work", exact=True).fill("40")
        page.get_by_label("Choose files").set_input_files(
            FilePayload(name="plan.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 how we work")
        )
        page.get_by_role("button", name="Add these files").click()
        page.get_by_label("plan.pdf").wait_for()
        page.get_by_role("button", name="Seal and submit").click()
        page.get_by_role("link", name="The register knows no such organisation").wait_for()
        page.get_by_label("Partner: its page here").fill(f"{platform.url}/organisations/{partner['id']}")
        page.get_by_role("button", name="Seal and submit").click()
        page.get_by_text("Sealed in this browser and received").wait_for()
    [bid] = opened(story, notice)
    assert [each["share"] for each in bid["envelope"]["consortium"]] == [60, 40]
    assert bid["envelope"]["documents"] == [hashlib.sha256(b"%PDF-1.7 how we work").hexdigest()]


def test_without_scripts_the_server_seals_and_says_that_this_is_weaker(
    browser: Browser, platform: Platform, story: Story
) -> None:
    notice = notice_of(story)
    with context_of(browser, platform.url, java_script_enabled=False) as context:
        page = context.new_page()
        signed_in(page, platform, notice)
        assert page.get_by_text("Without scripts the server seals your bid").is_visible()
        page.get_by_label("Price for The harbour").fill("a lot")
        page.get_by_label("What you propose").fill("Two vans.")
        page.get_by_role("button", name="Save the draft").last.click()
        assert page.get_by_role("link", name="Write pounds, such as 85000").is_visible()
        expect(page.get_by_label("What you propose")).to_have_value("Two vans.")
        page.get_by_label("Price for The harbour").fill(PRICE)
        page.get_by_role("button", name="Save the draft").last.click()
        assert page.get_by_text("The draft is kept on the server").is_visible()
        page.goto(f"{V1}/notices/{notice['id']}/bidding")
        expect(page.get_by_label("Price for The harbour")).to_have_value(PRICE)
        page.get_by_role("button", name="Seal and submit").click()
        assert page.get_by_text("The server sealed it, which is weaker.").is_visible()
        assert receipt_on(page)["sealed"]["sealed_by"] == "server"
    [bid] = opened(story, notice)
    assert bid["envelope"]["offers"][0]["price"] == pounds(PRICE)


def test_the_library_that_seals_is_the_one_that_was_vetted() -> None:
    digest = hashlib.sha256((STATIC / "hpke.js").read_bytes()).hexdigest()
    assert re.findall(r"SHA-256 ([0-9a-f]{64})", (STATIC / "NOTICE").read_text()) == [digest]
