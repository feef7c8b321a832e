"""What a reader without a mouse does."""

from collections.abc import Callable

from playwright.sync_api import Page

WORDS = "(document.activeElement.innerText || document.activeElement.id || document.activeElement.name || '').trim()"


def reach(page: Page, wanted: Callable[[str], bool]) -> None:
    """Press Tab until what has the focus is wanted, by its words or its id."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted(page.evaluate(WORDS)):
            return
    raise AssertionError("the keyboard does not reach it")
