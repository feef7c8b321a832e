"""An invitation becomes a credential in a real browser: blinded there by keyboard alone, or a code without a script."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from fastapi import FastAPI
from playwright.sync_api import Browser, FilePayload, Page, expect
from services.ratings.tests.cohorts import SIGNING, Cohort, a_cohort, at
from tests.browser.conftest import Serving, context_of, served
from tests.browser.keys import reach

from chassis.testing import service_under_test
from ratings.credentials.rules.signed import SignedCredential
from transparency.site.views.static import router as static

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
PAGE = "/ratings/v1/credential"
COHORTS: list[Cohort] = []


@asynccontextmanager
async def prepared() -> AsyncIterator[FastAPI]:
    """Ratings with a key, twenty invitations, and the stylesheet beside it as the gateway has it."""
    async with service_under_test("ratings") as service:
        COHORTS.append(await a_cohort(service))
        service.app.include_router(static)
        yield service.app


@pytest.fixture(scope="module")
def ratings() -> Iterator[str]:
    """Its address."""
    with served(Serving(prepared)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, ratings: str) -> Iterator[Page]:
    """A tab at a time when the key signs."""
    with context_of(browser, ratings, extra_http_headers=at(SIGNING)) as context:
        yield context.new_page()


def barriers(page: Page) -> list[str]:
    """What axe finds serious or worse."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [it["id"] for it in found.response["violations"] if it["impact"] in {"serious", "critical"}]


def test_a_keyboard_alone_makes_a_credential_that_its_key_vouches_for(page: Page) -> None:
    cohort, sent = COHORTS[0], list[str]()
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    page.goto(PAGE)
    assert barriers(page) == []
    reach(page, lambda words: words == "invitation")
    page.keyboard.type(cohort.invitations[0])
    reach(page, lambda words: words == "Make a credential")
    page.keyboard.press("Enter")
    page.wait_for_selector("#made:not([hidden])")
    assert barriers(page) == []
    text = page.locator("#credential-text").input_value()
    credential = SignedCredential.parse(text)
    assert (str(credential.key_id), str(credential)) == (cohort.key["id"], text)
    assert credential.is_signed_by(cohort.modulus.to_bytes(384, "big"))
    assert "2026-Q3" in page.locator("#good-from").inner_text()
    with page.expect_download() as saved:
        page.locator("#save").click()
    assert saved.value.path().read_text() == f"{text}\n"
    assert not any(part in request for request in sent for part in (text[-60:], credential.nonce.hex()))


def test_a_credential_is_a_picture_that_becomes_a_credential_again_and_the_picture_is_sent_nowhere(page: Page) -> None:
    page.goto(PAGE)
    page.locator("#invitation").fill(COHORTS[0].invitations[3])
    page.locator("#sign").click()
    drawn = page.get_by_role("img", name="Your credential as a QR code")
    drawn.wait_for()
    assert barriers(page) == []
    text, seen = page.locator("#credential-text").input_value(), drawn.screenshot()
    page.wait_for_selector('#save-picture[href^="blob:"]')
    with page.expect_download() as saved:
        page.locator("#save-picture").click()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    for picture in (saved.value.path().read_bytes(), seen):
        page.goto(f"{PAGE.removesuffix('credential')}qr-code")
        choose = page.get_by_label("The picture")
        choose.set_input_files(FilePayload(name="photo.png", mimeType="image/png", buffer=picture))
        page.get_by_role("heading", name="This is what it says").wait_for()
        expect(page.get_by_label("The credential")).to_have_value(text)
        assert barriers(page) == []
    assert not [each for each in sent if not each.startswith("GET ") or text[-60:] in each]
    page.get_by_role("button", name="Rate the service").click()
    expect(page.get_by_label("The code that you were given")).to_have_value(text)
    assert not page.get_by_role("alert").is_visible()


def test_a_picture_of_something_else_is_told_apart(page: Page) -> None:
    page.goto(f"{PAGE.removesuffix('credential')}qr-code")
    for buffer, says in (
        (b"no picture", "This file is no picture"),
        (page.screenshot(), "There is no QR code to be seen"),
    ):
        page.get_by_label("The picture").set_input_files(FilePayload(name="a.png", mimeType="image/png", buffer=buffer))
        page.get_by_role("alert").get_by_text(says).wait_for()
    assert barriers(page) == []


def test_an_invitation_that_was_used_is_told_where_it_was_entered(page: Page) -> None:
    for outcome in ("made", "failed"):
        page.goto(PAGE)
        page.locator("#invitation").fill(COHORTS[0].invitations[1])
        page.locator("#sign").click()
        page.wait_for_selector(f"#{outcome}:not([hidden])")
    assert "used before" in page.locator("#failed").inner_text()
    assert barriers(page) == []


def test_without_a_script_there_is_a_code(browser: Browser, ratings: str) -> None:
    with context_of(browser, ratings, java_script_enabled=False, extra_http_headers=at(SIGNING)) as context:
        page = context.new_page()
        page.goto(PAGE)
        assert not page.locator("#sign").is_visible()
        page.locator("#invitation").fill(COHORTS[0].invitations[2])
        page.get_by_role("button", name="Get a code").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Your code"
