"""The guide and the style in the Neo4j Browser that the local Neo4j brings along, signed in."""

from contextlib import suppress

import pytest
from playwright.async_api import Error, Page, async_playwright, expect

from api import colours
from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from graph.store import Store
from tests.api.conftest import serving
from tests.browser.conftest import CHROMIUM, PATIENCE

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def sign_in(page: Page, place: Place) -> None:
    async with Store(place.config) as store:
        address = await store.server_settings(["server.http.advertised_address"])
    await page.goto(f"http://{address['server.http.advertised_address']}/browser/")
    await page.get_by_test_id("username").press_sequentially(place.config.username)
    await page.get_by_test_id("password").press_sequentially(place.config.password)
    await page.get_by_test_id("connect").click()
    await expect(page.get_by_role("heading", name="Connected to Neo4j")).to_be_visible()


async def enter(page: Page, command: str) -> None:
    """Type a command into the editor and run it."""
    await page.locator(".monaco-editor").first.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.insert_text(command)
    await page.keyboard.press("Control+Enter")


async def test_guide_and_style_in_neo4j_browser(filled: Place, ontology: Ontology, settings: Settings) -> None:
    async with serving(create_app(settings, filled, ontology), settings) as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1360, "height": 900})
        page.set_default_timeout(PATIENCE)
        await sign_in(page, filled)
        heading = page.get_by_role("heading", name="Who said what").first
        for _ in range(5):  # until Browser has read the server's settings, it plays nothing of ours
            await enter(page, f":play {address}/guides/claimgraph")
            with suppress(Error):
                await heading.wait_for(timeout=3_000)
                break
        await expect(heading).to_be_visible()
        async with page.expect_response(f"{address}/style.grass") as waiting:
            await page.locator(f'a[data-exec="style {address}/style.grass"]').click()
        assert (await waiting.value).status == 200
        await page.get_by_label("6", exact=True).first.click()
        await expect(page.get_by_role("heading", name="Claims: who says that Kozinka was captured")).to_be_visible()
        await page.locator("pre.runnable i").first.click()
        await expect(page.locator("g.node").first).to_be_visible()
        said = [colours.fill_of(ontology.model.classes[name], ontology.model) for name in ("Claim", "Proposition", "ArmedGroup", "Settlement")]
        for fill in said:
            await expect(page.locator(f'g.node circle[fill="{fill}"]').first).to_be_visible()
        await expect(page.locator("g.relationship", has_text="CAPTURED")).to_have_count(1)
        await browser.close()
