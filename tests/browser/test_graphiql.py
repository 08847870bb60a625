"""GraphiQL at /graphql, as people use it."""

import re
from urllib.parse import quote

import pytest
from playwright.async_api import expect

from api.pages import examples
from api.place import Place
from api.settings import Settings
from graph.store import Store
from graph.tokens import create_token
from tests.browser.conftest import Visit

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def test_the_examples_are_tabs_and_can_be_run(visit: Visit) -> None:
    names = [re.findall(r"^query (\w+)", text, re.MULTILINE)[0] for text in examples()]
    async with visit("graphql") as page:
        tabs = page.get_by_role("tab")
        await expect(tabs).to_have_count(len(names))
        assert [(await tab.inner_text()).strip() for tab in await tabs.all()] == names
        for tab in await tabs.all():
            await tab.click()
            await page.get_by_role("button", name=re.compile("Execute query")).click()
            await expect(page.get_by_label("Result Window")).to_contain_text('"data"')
            await expect(page.get_by_label("Result Window")).not_to_contain_text('"errors"')


async def test_descriptions_come_from_the_ontology(visit: Visit) -> None:
    async with visit("graphql", color_scheme="dark") as page:
        await page.get_by_role("button", name="Show Documentation Explorer").click()
        docs = page.get_by_role("region", name="Documentation Explorer")
        await docs.get_by_role("link", name="Query").click()
        await docs.get_by_role("link", name="ArmedGroup", exact=True).first.click()
        await expect(docs).to_contain_text("An armed body that is not, or not openly, part of a state's regular forces.")
        await expect(docs).to_contain_text("The agent killed the person or people.")


async def test_a_token_is_sent_from_the_tab_of_headers(visit: Visit, filled: Place, settings: Settings) -> None:
    async with Store(filled.config) as store:
        _, text = await create_token(store, "graphiql", "reader")
    guarded = settings.model_copy(update={"auth": True})
    async with visit("graphql", guarded, expected="401") as page:  # introspection, before there is a token
        await page.get_by_role("button", name="Headers").click()
        await page.locator(".graphiql-editor-tool .CodeMirror").last.click()
        await page.keyboard.insert_text(f'{{"Authorization": "Bearer {text}"}}')
        await page.wait_for_timeout(500)
        await page.get_by_role("button", name=re.compile("Execute query")).click()
        await expect(page.get_by_label("Result Window")).to_contain_text("Freedom of Russia Legion")


async def test_a_subscription_shows_what_changes(visit: Visit, filled: Place) -> None:
    query = quote("subscription Told { changes(types: [Person]) { version resources { resource { name } } } }")
    async with visit(f"graphql?query={query}") as page:
        await page.get_by_role("button", name=re.compile("Execute query")).click()
        stop = page.get_by_role("button", name=re.compile("Stop query"))
        await expect(stop).to_be_visible()
        for name in ("First", "Second"):
            await page.wait_for_timeout(500)
            said = {"query": f'mutation {{ upsertPerson(input: {{id: "id:told", name: [{{value: "{name}"}}]}}) {{ graphVersion }} }}'}
            await page.evaluate(
                "said => fetch('graphql', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(said) })", said
            )
            await expect(page.get_by_label("Result Window")).to_contain_text(name)
        await stop.click()
        await expect(stop).to_be_hidden()
