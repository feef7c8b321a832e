"""Form, Easy Read, rules, badge and card in a real browser: by keyboard, without scripts, and with axe."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect
from services.ratings.tests.builders import NOW, PROVIDER
from services.ratings.tests.storytelling import STORY, Storytelling
from tests.browser.conftest import Serving, context_of, served
from tests.browser.keys import reach

from chassis.testing import service_under_test
from transparency.site.views.static import router as static

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
FORM = "/ratings/v1/rate"
BADGE = f"/ratings/v1/organisations/{PROVIDER}/badge.svg"
PAGES = {
    "form": FORM,
    "easy read": f"{FORM}?easy=true",
    "rules": "/ratings/v1/rules",
    "card": f"/ratings/v1/organisations/{PROVIDER}/card",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
CODES: list[str] = []


@asynccontextmanager
async def prepared() -> AsyncIterator[FastAPI]:
    """Ratings with a service, codes for its users, and the stylesheet beside it as the gateway has it."""
    async with service_under_test("ratings") as service:
        CODES.extend((await Storytelling(service).begin()).codes)
        service.app.include_router(static)
        yield service.app


@pytest.fixture(scope="module")
def ratings() -> Iterator[str]:
    """Its address."""
    with served(Serving(prepared)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, ratings: str) -> Iterator[Page]:
    """A tab in which it is August 2026."""
    with context_of(browser, ratings, extra_http_headers={"Commonweal-Now": NOW}) as context:
        yield context.new_page()


def barriers(page: Page) -> list[str]:
    """What axe finds serious or worse."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [it["id"] for it in found.response["violations"] if it["impact"] in {"serious", "critical"}]


@every_page
def test_axe_finds_no_barrier(page: Page, path: str) -> None:
    page.goto(path)
    assert page.locator("h1").count() == 1
    assert barriers(page) == []


@every_page
def test_a_page_fits_a_narrow_screen_and_breaks_none_of_its_own_rules(page: Page, path: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not [words for words in said if "Content Security Policy" in words]


def test_a_keyboard_alone_rates_a_service_and_tells_a_story(page: Page) -> None:
    page.goto(FORM)
    reach(page, lambda words: words == "credential")
    page.keyboard.type(CODES.pop())
    reach(page, lambda words: words.startswith("Choose") or words == "period")
    page.keyboard.press("ArrowDown")
    reach(page, lambda words: words.startswith("overall"))
    page.keyboard.press("Space")
    reach(page, lambda words: words.startswith("recommend"))
    page.keyboard.press("Space")
    reach(page, lambda words: words == "story")
    page.keyboard.type(STORY)
    reach(page, lambda words: words == "Send your rating")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you. Your rating counts.").wait_for()
    assert len(page.locator("#case-code").inner_text()) == 34
    assert barriers(page) == []


def test_what_is_wrong_is_said_first_and_leads_back_to_the_answer(page: Page) -> None:
    page.goto(FORM)
    page.get_by_label("What happened?").fill(STORY)
    page.get_by_role("button", name="Send your rating").click()
    assert page.title().startswith("Error: ")
    assert page.get_by_role("alert").is_visible()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    assert barriers(page) == []
    page.get_by_role("link", name="Enter the code that you were given").click()
    assert page.evaluate("document.activeElement.id") == "credential"


def test_the_easy_form_works_without_a_script(browser: Browser, ratings: str) -> None:
    settings = {"extra_http_headers": {"Commonweal-Now": NOW}, "java_script_enabled": False}
    with context_of(browser, ratings, **settings) as context:
        page = context.new_page()
        page.goto(FORM)
        page.get_by_role("link", name="Use the Easy Read form").click()
        page.get_by_label("What is your code?").fill(CODES.pop())
        page.get_by_label("When did you use the service?").select_option(index=1)
        page.locator("#overall").get_by_text("Very good").click()
        page.get_by_label("Yes").click()
        page.get_by_role("button", name="Send").click()
        assert page.get_by_role("heading", name="Thank you. Your rating counts.").is_visible()
        assert page.get_by_text("Nobody knows it was you.").is_visible()


def test_the_badge_is_a_picture_that_says_what_it_shows(page: Page) -> None:
    page.goto(BADGE)
    assert page.get_by_role("img", name="Ashgate Homeless Trust: too few ratings to show yet.").is_visible()
    assert barriers(page) == []


def test_the_card_can_be_put_on_another_page(page: Page, ratings: str) -> None:
    embedding = f'<iframe title="Ratings" src="{ratings}{PAGES["card"]}"></iframe>'
    page.route("**/elsewhere", lambda route: route.fulfill(body=embedding, content_type="text/html"))
    page.goto("/elsewhere")
    page.frame_locator("iframe").get_by_role("link", name="Read their stories").wait_for()
