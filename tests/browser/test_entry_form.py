"""The page on which a provider answers a phase, in a real browser: sealed there, by keyboard, on a narrow screen."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect
from services.tendering.tests.builders import at
from services.tendering.tests.integration.line import the_line
from services.tendering.tests.integration.openings.test_phases import MET, SealedPhases, sealed_phases
from services.tendering.tests.integration.phases.procedure import ENTERED
from tests.browser.conftest import Serving, context_of, served
from tests.browser.keys import reach
from tests.browser.test_bid_form import barriers

from chassis.testing.service import gateway_key
from chassis.tokens import LONGEST_LIFETIME, mint
from transparency.site.views.static import router as static

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
HERE: dict[str, Any] = {}


@asynccontextmanager
async def prepared() -> AsyncIterator[FastAPI]:
    """Tendering with two notices whose first phase asks for a sealed price."""
    async with the_line() as line:
        HERE["held"] = [await sealed_phases(line, 1) for _ in range(2)]
        HERE["loop"] = asyncio.get_running_loop()
        line.service.app.include_router(static)
        yield line.service.app


@pytest.fixture(scope="module")
def tendering() -> Iterator[str]:
    with served(Serving(prepared)) as address:
        yield address


@pytest.fixture
def held(tendering: str) -> SealedPhases:
    """A notice of its own."""
    phases: SealedPhases = HERE["held"].pop()
    return phases


@pytest.fixture
def page(browser: Browser, tendering: str, held: SealedPhases) -> Iterator[Page]:
    """The form of its first phase, before a provider."""
    token = mint(gateway_key(), **held.line.provider.auth.claims, lifetime=LONGEST_LIFETIME)  # type: ignore[union-attr]
    headers = at(ENTERED) | {"Authorization": f"Bearer {token}"}
    with context_of(browser, tendering, extra_http_headers=headers) as context:
        page = context.new_page()
        page.goto(f"{held.path}/phases/1/entering")
        page.get_by_text("What you send is sealed in this browser").wait_for()
        yield page


def there(answer: Any) -> Any:
    """What comes of it in the service's own loop."""
    return asyncio.run_coroutine_threadsafe(answer, HERE["loop"]).result(30)


def test_an_answer_is_sealed_here_by_keyboard_alone_and_its_openers_read_it(held: SealedPhases, page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    reach(page, lambda words: words == "/statement")
    page.keyboard.type("Since 2009.")
    reach(page, lambda words: words == "/price/amount")
    page.keyboard.type("71234")
    reach(page, lambda words: words == "Seal and send")
    page.keyboard.press("Enter")
    page.get_by_text("Sealed in this browser and received").wait_for()
    assert page.get_by_text("nobody here can read it until the openers meet").is_visible()
    expect(page.get_by_label("Your answer"), "it can be written on").to_have_value("Since 2009.")
    assert barriers(page) == []
    reach(page, lambda words: words == "/statement")
    page.keyboard.type("Since 2010. ")
    reach(page, lambda words: words == "Seal and send")
    page.keyboard.press("Enter")
    page.get_by_text("version 2").wait_for()
    assert not any("71234" in each or "Since" in each for each in sent)
    there(held.opens(1, 2))
    [entry] = there(held.entries(held.line.buyer)).json()["items"]
    assert (entry["received_at"] < MET.isoformat(), entry["contents"]["price"]["amount"]) == (True, "71234.00")
    assert "Since 2010." in entry["contents"]["statement"]


def test_what_is_missing_is_said_before_it_is_sealed_and_nothing_is_cut_off(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert barriers(page) == []
    page.get_by_role("button", name="Seal and send").click()
    page.get_by_role("link", name="Say what you answer").wait_for()
    assert page.get_by_role("alert").locator("li").all_inner_texts() == [
        "Say what you answer",
        "Write pounds, such as 85000 or 85000.00",
    ]
    assert page.get_by_label("Your price, in pounds").get_attribute("aria-invalid") == "true"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert barriers(page) == []
