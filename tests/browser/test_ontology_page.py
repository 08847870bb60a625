"""The page of the ontology in a browser."""

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_explorer import AXE

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def test_from_the_picture_to_a_class_and_its_query(visit: Visit) -> None:
    async with visit("ontology", color_scheme="dark") as page:
        await page.locator("svg.hierarchy").get_by_text("armed group", exact=True).click()
        assert page.url.endswith("/ontology#ArmedGroup")
        await expect(page.locator("#ArmedGroup h2")).to_be_in_viewport()
        await page.locator("#ArmedGroup summary").click()
        await expect(page.locator("#ArmedGroup")).to_contain_text("armedGroups(first: 5)")
        await page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = await page.evaluate("axe.run({include: ['.scrolled', '#ArmedGroup', '#Stance']})")  # all of it takes seconds
        assert {f["id"]: [node["html"] for node in f["nodes"]][:3] for f in found["violations"] if f["impact"] in ("serious", "critical")} == {}
        await page.set_viewport_size({"width": 375, "height": 700})
        assert await page.evaluate("document.documentElement.scrollWidth") <= 375
