"""The public site in a real browser: by keyboard, without scripts, on paper, on a narrow screen, and with axe."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page
from services.transparency.tests.spending import MARKET
from services.transparency.tests.town import ALLIANCE, COUNCIL, FOREIGN, GRANT, HARBOUR, KITCHEN, LANTERN, LIBRARY, OPEN
from tests.browser.conftest import context_of

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]

#: Each kind of page once, the failures too.
PAGES = {
    "front": "/",
    "organisations": "/organisations",
    "nothing found": "/organisations?q=zzzzzz",
    "organisation": f"/organisations/{HARBOUR.id}",
    "calendar": f"/organisations/{COUNCIL.id}/calendar",
    "money": f"/organisations/{COUNCIL.id}/money?first=2025-03-01&last=2026-02-28",
    "money of a market": f"/organisations/{COUNCIL.id}/money?dataset={MARKET}",
    "money of nobody": f"/organisations/{COUNCIL.id}/money?first=2020-03-01&last=2020-03-31",
    "year": f"/organisations/{COUNCIL.id}/accounts/2025-26",
    "organisation that owns others": f"/organisations/{COUNCIL.id}",
    "organisation that somebody owns": f"/organisations/{LANTERN.id}",
    "imported organisation": f"/organisations/{FOREIGN.id}",
    "contracts": "/contracts",
    "open notices": "/contracts?status=open",
    "contract": f"/contracts/{ALLIANCE.contract_id}",
    "contract without a score": f"/contracts/{KITCHEN.contract_id}",
    "notice": f"/notices/{OPEN.notice_id}",
    "cancelled notice": f"/notices/{LIBRARY.notice_id}",
    "grants": "/grants",
    "grant": f"/grants/{GRANT.grant_id}",
    "open data": "/open-data",
    "open data of a publisher": f"/open-data/{COUNCIL.id}",
    "about": "/about",
    "accessibility": "/accessibility",
    "not found": "/nothing",
    "not understood": "/contracts?status=odd",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


def tab_to(page: Page, wanted: Callable[[str], bool]) -> None:
    """Press Tab until the focused element's words are the wanted ones; what has the focus must be seen to have it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        words = page.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()")
        shown = page.evaluate(
            "(() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' || style.boxShadow !== 'none' })()"
        )
        assert shown, f"nobody sees that {words!r} has the focus"
        if wanted(words):
            return
    raise AssertionError("the keyboard does not reach it")


def test_a_keyboard_alone_leads_from_the_front_to_an_organisation_to_a_contract_and_back(page: Page) -> None:
    page.goto("/")
    tab_to(page, lambda words: words == "Skip to main content")
    tab_to(page, lambda words: words == "q")
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisations?q=harbour")
    tab_to(page, lambda words: words == HARBOUR.name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/organisations/{HARBOUR.id}")
    assert page.get_by_role("heading", level=1).inner_text() == HARBOUR.name
    tab_to(page, lambda words: words == ALLIANCE.title)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/contracts/{ALLIANCE.contract_id}")
    assert page.get_by_role("heading", name="What happened").is_visible()
    tab_to(page, lambda words: words == "Home")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/"))


def test_the_skip_link_leads_past_the_navigation(page: Page) -> None:
    page.goto("/contracts")
    tab_to(page, lambda words: words == "Skip to main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@every_page
def test_axe_finds_no_barrier(page: Page, path: str) -> None:
    page.goto(path)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    grave = [it["id"] for it in found.response["violations"] if it["impact"] in {"serious", "critical"}]
    assert grave == [], found.generate_report()


@every_page
def test_a_page_fits_a_narrow_screen_and_breaks_none_of_its_own_rules(browser: Browser, site: str, path: str) -> None:
    said: list[str] = []
    with context_of(browser, site, viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.locator("h1").count() == 1
    assert not [words for words in said if "Content Security Policy" in words]


def test_one_drawing_of_the_owners_is_seen_and_none_of_its_letters_is_too_small(browser: Browser, site: str) -> None:
    for width, kind in ((1280, "wide"), (320, "narrow")):
        with context_of(browser, site, viewport={"width": width, "height": 640}) as context:
            page = context.new_page()
            page.goto(f"/organisations/{HARBOUR.id}")
            [drawing] = page.get_by_role("img", name=f"Who stands above {HARBOUR.name}").all()
            assert kind in (drawing.get_attribute("class") or "")
            natural, shown = float(drawing.get_attribute("width") or 0), drawing.bounding_box()
            assert shown
            assert shown["width"] == natural, "it is shown at its natural size, so its letters are 16 pixels high"


def test_everything_works_without_javascript(browser: Browser, site: str) -> None:
    with context_of(browser, site, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_label("Find an organisation").fill("lantern")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Lantern Care Co-operative").click()
        page.get_by_role("link", name=ALLIANCE.title).last.click()
        assert page.url.endswith(f"/contracts/{ALLIANCE.contract_id}")


def test_on_paper_there_are_the_facts_and_no_way_to_click(page: Page) -> None:
    page.goto(f"/contracts/{ALLIANCE.contract_id}")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name=ALLIANCE.title).first.is_visible()
    assert page.get_by_text("A third house was opened.").is_visible()
    for gone in (".govuk-service-navigation", ".govuk-breadcrumbs", ".cw-footer ul"):
        assert not page.locator(gone).is_visible()
    assert page.pdf().startswith(b"%PDF-")


def test_letters_and_mark_come_from_the_site_itself(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert all(url.startswith(site) for url in asked)
    assert page.evaluate("document.fonts.check('20px \"Source Serif 4 Variable\"')")
