"""The explorer as people use it."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from api.place import Place
from api.settings import Settings
from graph.store import Store
from graph.tokens import create_token
from tests.browser.conftest import PATIENCE, Visit

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)
AXE = Path(__file__).parent / "axe-core-4.14.1" / "axe.min.js"
TWO_SIDES = "#open=incursion-force&seen=p-force-captured-kozinka&edge=proposition&by=ru-mod&beside=frl"


async def click_in_picture(page: Page, key: str) -> None:
    at = await page.evaluate("key => explorer.where(key)", key)
    await page.mouse.click(at["x"], at["y"])


async def test_from_the_first_visit_to_who_says_so(visit: Visit) -> None:
    async with visit() as page:
        await page.get_by_role("combobox", name="Search").press_sequentially("Legion", delay=20)
        first = page.locator("#suggestions [role=option]").first
        await expect(first).to_contain_text("Freedom of Russia Legion")  # until then it may show what fits a part of the word
        await first.click()
        panel = page.locator("#panel")
        await expect(panel.get_by_role("heading", level=2)).to_have_text("Freedom of Russia Legion")
        await expect(panel).to_contain_text("Легион «Свобода России»")
        await click_in_picture(page, "frl carriedOut incursion p-frl-carried-out")
        await expect(panel.get_by_role("heading", level=2)).to_have_text("The Freedom of Russia Legion carried out the incursion.")
        await expect(panel).to_contain_text("disputed")
        await expect(panel).to_contain_text("at least one origin denies it")
        await click_in_picture(page, "https://w3id.org/claimgraph/id/incursion")
        await expect(page.locator("#opened .chip")).to_have_count(2)
        await page.go_back()
        await expect(page.locator("#opened .chip")).to_have_count(1)


async def test_who_says_that_kozinka_was_captured_as_two_sources_tell_it(visit: Visit) -> None:
    async with visit("#open=kozinka&seen=kozinka") as page:
        await page.locator("#panel").get_by_role("button", name=re.compile("→ captured")).click()
        panel = page.locator("#panel")
        await expect(panel.locator(".claims > li")).to_have_count(2)
        await expect(panel.locator("blockquote")).to_have_text("“completely liberated”")
        await page.get_by_label("According to").select_option(label="Russian defence ministry")
        await page.get_by_label("beside").select_option(label="Freedom of Russia Legion")
        await expect(page.locator(".pane")).to_have_count(2)
        await expect(panel.locator(".told")).to_have_count(2)
        await expect(panel.locator(".told").first).to_contain_text("Says nothing of it.")
        await expect(panel.locator(".told").last).to_contain_text("completely liberated")
        address = page.url
        await page.goto("about:blank")
        await page.goto(address)
        await expect(panel.locator(".told").last).to_contain_text("completely liberated")


async def test_the_date_moves_the_picture(visit: Visit) -> None:
    async with visit("#open=frl&seen=frl") as page:
        await expect(page.locator("#panel h2")).to_have_text("Freedom of Russia Legion")
        slider = page.get_by_label("As known on")
        await slider.press("Home")
        await expect(page.locator("#panel")).to_contain_text("There is no such resource")
        assert await page.evaluate("explorer.edges().length") == 0
        await slider.press("End")
        await expect(page.locator("#panel h2")).to_have_text("Freedom of Russia Legion")
        await page.get_by_label("Said by").fill("2023-05-23")
        await page.get_by_label("Said by").blur()
        await expect(page.locator("#legend")).not_to_contain_text("disputed")


async def test_filter_list_and_timeline(visit: Visit) -> None:
    async with visit("#open=frl&seen=frl&tab=list") as page:
        rows = page.locator("#list tbody tr")
        await expect(rows.filter(has_text="disputed")).to_have_count(3)
        await page.locator("#legend").get_by_label("disputed").uncheck()
        await expect(rows.filter(has_text="disputed")).to_have_count(0)
        assert "hide=status%3ADISPUTED" in page.url
        await page.get_by_role("button", name="show all").click()
        await expect(rows.filter(has_text="disputed")).to_have_count(3)
        await page.get_by_role("tab", name="Timeline").click()
        await expect(page.locator("#timeline .days")).to_contain_text("2023-05-22?")
        await expect(page.locator("#timeline .undated")).to_contain_text("The Legion works inside Russia")


async def test_what_is_seen_can_be_kept(visit: Visit) -> None:
    begins = {"PNG": b"\x89PNG", "SVG": b"<svg", "GraphML": b"<?xml", "Turtle": b"@prefix"}
    async with visit("#open=frl&seen=frl") as page:
        await expect(page.locator("#panel h2")).to_have_text("Freedom of Russia Legion")
        for name, begin in begins.items():
            async with page.expect_download() as waiting:
                await page.get_by_role("button", name=name, exact=True).click()
            path = await (await waiting.value).path()
            content = await asyncio.to_thread(Path(path).read_bytes)
            assert content.startswith(begin), name
            assert name == "PNG" or b"Legion" in content


async def test_with_the_keyboard_only(visit: Visit) -> None:
    async with visit() as page:
        await expect(page.locator("#begin button").first).to_be_visible()
        await page.keyboard.press("/")
        await page.keyboard.type("кози", delay=20)
        await expect(page.locator("#suggestions [role=option]").first).to_contain_text("Козинк")
        await page.keyboard.press("ArrowDown")
        await expect(page.locator("#suggestions [role=option]").first).to_have_attribute("aria-selected", "true")
        await page.keyboard.press("Escape")
        await expect(page.locator("#suggestions")).to_be_hidden()
        await page.keyboard.press("ArrowDown")
        await expect(page.locator("#suggestions [role=option]").first).to_be_visible()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator("#panel h2")).to_be_focused()
        for _ in range(20):
            await page.keyboard.press("Tab")
            if await page.evaluate("document.activeElement.matches('#panel ul button')"):
                break
        await page.keyboard.press("Enter")
        await expect(page.locator("#panel")).to_contain_text(re.compile("Who says so|plain fact of the data"))


@pytest.mark.parametrize(("locale", "word"), [("ru-RU", "Кто что сказал?"), ("uk-UA", "Хто що сказав?"), ("de-DE", "Who said what?")])
async def test_it_speaks_the_language_of_the_browser(visit: Visit, locale: str, word: str) -> None:
    async with visit(locale=locale) as page:
        await expect(page.get_by_role("heading", level=1)).to_have_text(word)


async def test_on_a_phone(visit: Visit) -> None:
    async with visit("#open=frl&seen=frl", viewport={"width": 375, "height": 700}, is_mobile=True, has_touch=True) as page:
        await expect(page.locator("#panel h2")).to_have_text("Freedom of Russia Legion")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 375
        await page.get_by_text("Whose view").tap()
        await page.get_by_label("beside").select_option(label="Russian defence ministry")
        await expect(page.locator(".pane")).to_have_count(2)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("part", ["", TWO_SIDES, "#open=frl&seen=frl&tab=list", "#open=frl&seen=frl&tab=timeline"])
async def test_axe_finds_no_serious_fault(visit: Visit, part: str) -> None:
    async with visit(part, color_scheme="light") as page:
        await expect(page.locator("#panel h2" if part else "#begin button").first).to_be_visible()
        await page.evaluate(AXE.read_text(encoding="utf-8"))
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            found: dict[str, Any] = await page.evaluate("axe.run()")
            faults = {f["id"]: [node["html"] for node in f["nodes"]] for f in found["violations"] if f["impact"] in ("serious", "critical")}
            assert faults == {}, scheme


async def test_a_token_is_asked_for(visit: Visit, filled: Place, settings: Settings) -> None:
    async with Store(filled.config) as store:
        _, text = await create_token(store, "visitor", "reader")
    async with visit("#open=frl&seen=frl", settings.model_copy(update={"auth": True}), "401") as page:
        await expect(page.get_by_role("alert")).to_have_text("This server wants a token.")
        await page.get_by_label("Token").fill("wrong")
        await page.get_by_role("button", name="Use it").click()
        await expect(page.get_by_role("alert")).to_contain_text("not accepted")
        await page.get_by_label("Token").fill(text)
        await page.get_by_role("button", name="Use it").click()
        await expect(page.locator("#panel h2")).to_have_text("Freedom of Russia Legion")
        await expect(page.get_by_role("alert")).to_be_hidden()
