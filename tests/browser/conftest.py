"""Chromium in front of a server that really listens, over a real Neo4j with the example graph."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from tests.api.conftest import anyio_backend, filled, ontology, place, serving

__all__ = ["anyio_backend", "filled", "ontology", "place"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PATIENCE = 20_000
"""Milliseconds: the machine may have other work."""

Visit = Callable[..., AbstractAsyncContextManager[Page]]


def pytest_runtest_setup() -> None:
    """Skip here, not in a fixture: all skips have one place, and so one line in the summary; and nothing is started for them."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt-get install chromium): the pages were not tried in a browser")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(query_timeout=60)


@pytest.fixture
async def visit(filled: Place, ontology: Ontology, settings: Settings) -> AsyncIterator[Visit]:
    """Opens the explorer at a part after `#`; a request to another host, a fault of a script or a line in the console fails the test."""

    @asynccontextmanager
    async def open_page(part: str = "", kept: Settings = settings, expected: str = "", **options: Any) -> AsyncIterator[Page]:
        faults: list[str] = []
        async with serving(create_app(kept, filled, ontology), kept) as address, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            context = await browser.new_context(**{"viewport": {"width": 1360, "height": 860}, "locale": "en-GB"} | options)
            context.set_default_timeout(PATIENCE)
            page = await context.new_page()
            page.on("request", lambda request: None if request.url.startswith((address, "blob:")) else faults.append(request.url))
            page.on("console", lambda message: faults.append(message.text))
            page.on("pageerror", lambda error: faults.append(str(error)))
            try:
                await page.goto(f"{address}/{part}")
                yield page
            finally:
                await browser.close()
        assert [fault for fault in faults if not expected or expected not in fault] == []

    yield open_page
