"""The pages of a bidder in a real browser: by keyboard, with axe, on a narrow screen, with scripts and without."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect
from services.tendering.tests.builders import NOW, at
from services.tendering.tests.integration.bidding.forms import CRITERIA, LOTS, page_of
from services.tendering.tests.integration.evaluation.competition import Competition
from services.tendering.tests.integration.line import Line, the_line
from services.tendering.tests.integration.quorum import a_quorum
from services.tendering.tests.integration.summaries.test_api import awarded
from tests.browser.conftest import Serving, context_of, served
from tests.browser.keys import reach

from chassis.testing.service import gateway_key
from chassis.tokens import LONGEST_LIFETIME, mint
from transparency.site.views.static import router as static

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
HERE: dict[str, Any] = {}


@asynccontextmanager
async def prepared() -> AsyncIterator[FastAPI]:
    """Tendering with a sealed notice for each test, and a provider who is signed in."""
    async with the_line() as line:
        quorum = await a_quorum(line)
        HERE["shown"], *HERE["notices"] = [
            await quorum.sealed_notice(line, lots=LOTS, criteria=CRITERIA) for _ in range(5)
        ]
        HERE["assessment"] = await assessed(line)
        HERE["clients"] = {"first": line.provider, "second": line.competitor, "buyer": line.buyer}
        line.service.app.include_router(static)
        yield line.service.app


async def assessed(line: Line) -> str:
    """Where both bidders of a competition that is over read how they did."""
    competition = Competition(line)
    await competition.open("80000.00", "100000.00")
    await competition.judged()
    await awarded(competition)
    return f"{competition.path}/assessment"


def signed_in(client: str) -> dict[str, str]:
    """What the gateway would send along, good for as long as a test may take."""
    token = mint(gateway_key(), **HERE["clients"][client].auth.claims, lifetime=LONGEST_LIFETIME)
    return at(NOW) | {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="module")
def tendering() -> Iterator[str]:
    with served(Serving(prepared)) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def either(browser: Browser, tendering: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The form, before a provider."""
    settings = {"extra_http_headers": signed_in("first"), "java_script_enabled": request.param}
    with context_of(browser, tendering, **settings) as context:
        page = context.new_page()
        page.goto(page_of(HERE["shown"]))
        yield page


@pytest.fixture
def page(browser: Browser, tendering: str) -> Iterator[Page]:
    """A notice of its own, with scripts."""
    with context_of(browser, tendering, extra_http_headers=signed_in("first")) as context:
        page = context.new_page()
        page.goto(page_of(HERE["notices"].pop()))
        page.get_by_text("Your bid is sealed in this browser").wait_for()
        yield page


def barriers(page: Page) -> list[str]:
    """What axe finds serious or worse."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [
        f"{it['id']}: {it['nodes'][0]['html']}"
        for it in found.response["violations"]
        if it["impact"] in {"serious", "critical"}
    ]


def test_on_a_narrow_screen_nothing_is_cut_off_with_every_part_open(either: Page) -> None:
    either.set_viewport_size({"width": 320, "height": 640})
    either.get_by_role("button", name="Add a partner").click()
    either.get_by_role("button", name="Add a subcontractor").click()
    either.get_by_label("What it will do").wait_for()
    assert either.evaluate("document.documentElement.scrollWidth") <= 320


def test_why_a_bid_lost_fits_a_telephone_and_has_no_barrier(browser: Browser, tendering: str) -> None:
    settings = {"extra_http_headers": signed_in("second"), "viewport": {"width": 320, "height": 640}}
    with context_of(browser, tendering, **settings) as context:
        page = context.new_page()
        page.goto(HERE["assessment"])
        assert page.get_by_text("32 of 40 for the winner’s").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert barriers(page) == []


def test_axe_finds_no_barrier_in_the_form_nor_in_what_is_wrong_with_it(page: Page) -> None:
    assert barriers(page) == []
    page.get_by_role("button", name="Add a partner").click()
    page.get_by_role("button", name="Add a subcontractor").click()
    page.get_by_label("What it will do").fill("Repairs")
    page.get_by_label("Price for Prevention").fill("a lot")
    page.get_by_role("button", name="Seal and submit").click()
    page.get_by_role("link", name="Write pounds, such as 85000 or 85000.00").wait_for()
    assert page.evaluate("document.activeElement.id") == "faults"
    assert page.get_by_role("alert").locator("li").all_inner_texts() == [
        "Write pounds, such as 85000 or 85000.00",
        "Say what you propose",
        "Give its name",
    ]
    assert page.get_by_label("Price for Prevention").get_attribute("aria-invalid") == "true"
    assert barriers(page) == []
    page.get_by_role("link", name="Give its name").click()
    assert page.evaluate("document.activeElement.id") == "/subcontractors/0/name"


def test_a_keyboard_alone_writes_seals_replaces_and_withdraws(page: Page) -> None:
    def to(field: str) -> None:
        reach(page, lambda words: words == field)

    to("/offers/1/price/amount")
    page.keyboard.type("58000")
    to("/offers/1/promises/Apprentices/quantity")
    page.keyboard.type("4")
    to("/offers/1/promises/Apprentices/due_on")
    page.keyboard.type("06302027")
    to("/offers/1/promises/Apprentices/place")
    page.keyboard.type("Ashgate")
    to("/proposal")
    page.keyboard.type("Two vans.")
    to("/answers/Quality")
    page.keyboard.type("Four steps.")
    to("Add a subcontractor")
    page.keyboard.press("Enter")
    page.keyboard.type("Keys and Doors CIC")
    page.keyboard.press("Tab")
    page.keyboard.type("Repairs")
    to("Seal and submit")
    page.keyboard.press("Enter")
    page.get_by_text("Sealed in this browser and received").wait_for()
    assert page.get_by_text("nobody here can read it until the openers meet").is_visible()
    expect(page.get_by_label("Name", exact=True), "it can be written on").to_have_value("Keys and Doors CIC")
    assert barriers(page) == []
    to("Seal and submit")
    page.keyboard.press("Enter")
    page.get_by_text("version 2").wait_for()
    to("Withdraw this bid")
    page.keyboard.press("Enter")
    to("Withdraw it")
    page.keyboard.press("Enter")
    page.get_by_text("The bid is withdrawn").wait_for()
    assert not page.get_by_text("in the box").is_visible()


def test_what_would_spoil_the_bid_is_found_before_it_is_sealed(page: Page) -> None:
    page.get_by_label("Price for Outreach").fill("58000")
    page.get_by_label("What you propose").fill("Two vans.")
    page.get_by_label("Local/near jobs").last.fill("41")
    page.get_by_label("Where").last.fill("Ashgate")
    page.get_by_role("button", name="Seal and submit").click()
    page.get_by_role("link", name="Write a number on the scale, up to 40").wait_for()
    assert page.get_by_role("link", name="Choose the day by which it is done").is_visible()
    page.get_by_label("Local/near jobs").last.fill("40")
    page.get_by_label("How many people").last.fill("4")
    page.get_by_label("By when").last.fill("2029-01-01")
    page.get_by_role("button", name="Seal and submit").click()
    page.get_by_role("link", name="Write a number on the scale, up to 40").wait_for(state="detached")
    assert page.get_by_role("link", name="Choose the day by which it is done").is_visible()
    page.get_by_label("By when").last.fill("2027-06-30")
    page.get_by_text("Posts that will do the work").last.click()
    for label, figure in (("Full-time posts", "0"), ("Hours a week", "169"), ("Weeks a year", "52"), ("Years", "2")):
        page.get_by_label(label).last.fill(figure)
    page.get_by_role("button", name="Seal and submit").click()
    page.get_by_role("link", name="Write how many posts, such as 4.5").wait_for()
    page.get_by_role("link", name="Write hours a week, such as 37, up to 168").wait_for()
    page.get_by_label("Full-time posts").last.fill("2.5")
    page.get_by_label("Hours a week").last.fill("37")
    page.get_by_role("button", name="Seal and submit").click()
    page.get_by_text("Sealed in this browser and received").wait_for()


def test_who_wrote_before_an_amendment_is_told_so_and_keeps_what_no_field_asks_any_more(page: Page) -> None:
    page.get_by_label("Quality").fill("Four steps.")
    page.get_by_role("button", name="Save the draft").last.click()
    page.get_by_text("The draft is kept in this browser").wait_for()
    assert not page.get_by_text("The notice was amended since you wrote this").is_visible()
    criteria = [CRITERIA[0], CRITERIA[1] | {"name": "Method"}, *CRITERIA[2:]]
    amendment = {"reason": "A better name.", "closes_at": "2026-10-20T09:00:00Z", "criteria": criteria}
    path = page.url.replace("/bidding", "/amendments")
    amended = httpx.post(path, json=amendment, headers=signed_in("buyer") | at(NOW + timedelta(days=1)))
    assert amended.status_code == 201, amended.text
    page.reload()
    page.get_by_text("The notice was amended since you wrote this").wait_for()
    assert page.locator("#homeless li").all_inner_texts() == ["Four steps."]
    expect(page.get_by_label("Method")).to_have_value("")
