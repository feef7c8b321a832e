"""Somebody who is to connect a system reads the API on its page: an operation, what it takes and what it answers."""

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import context_of

from commonweal.testing import Platform

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]


def test_an_operation_shows_what_it_takes_and_what_it_answers(browser: Browser, platform: Platform) -> None:
    wrong: list[str] = []
    with context_of(browser, platform.url) as context:
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto("/docs")
        page.locator("h3", has_text="tendering: notices").click()
        operation = page.locator("[id$=tendering_draft_notice]")
        operation.locator(".opblock-summary-control").click()
        body = operation.locator(".opblock-section-request-body")
        body.get_by_text("closes_at").first.wait_for()
        assert "85311000-2" in body.inner_text(), "the example of the description"
        assert operation.get_by_text("Idempotency-Key").first.is_visible()
        assert not page.locator(".errors-wrapper").count(), "every reference was found"
    assert not wrong
