"""A real browser before the real site, which shows a fictional town."""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from services.transparency.tests.answers import everything_and_why
from services.transparency.tests.spending import paid

from chassis.testing import postgres_url, service_under_test

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


@asynccontextmanager
async def town() -> AsyncIterator[FastAPI]:
    """The public site of a fictional town."""
    async with service_under_test("transparency") as service:
        for event in (*everything_and_why(), *paid()):
            await service.feed(event, event.entity)
        yield service.app


class Serving:
    """An application in a thread of its own; `address` is there once it answers."""

    def __init__(self, prepared: Callable[[], AbstractAsyncContextManager[FastAPI]] = town) -> None:
        self.prepared, self.ready, self.address = prepared, threading.Event(), ""
        self.server: uvicorn.Server | None = None
        self.thread = threading.Thread(target=lambda: asyncio.run(self.serve()))

    async def serve(self) -> None:
        """Until it is told to stop."""
        async with self.prepared() as app:
            self.server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", log_level="warning"))
            serving = asyncio.create_task(self.server.serve())
            while not self.server.started:  # noqa: ASYNC110  uvicorn sets no Event of ours
                await asyncio.sleep(0.01)
            port = self.server.servers[0].sockets[0].getsockname()[1]
            self.address = f"http://127.0.0.1:{port}"
            self.ready.set()
            await serving


@contextmanager
def served(serving: Serving) -> Iterator[str]:
    """Its address, for as long as it is needed."""
    postgres_url()  # a server ends with the thread that starts it, and that one does not outlast this site
    serving.thread.start()
    try:
        assert serving.ready.wait(120), "the site did not start"
        yield serving.address
    finally:
        if serving.server is not None:
            serving.server.should_exit = True
        serving.thread.join(30)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the public site."""
    with served(Serving()) as address:
        yield address


# Not for the session: while it lasts, Playwright's own loop keeps this thread from running another.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as the distribution has it."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def context_of(browser: Browser, site: str, **settings: object) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site, **settings)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A tab of an ordinary reader."""
    with context_of(browser, site, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()
