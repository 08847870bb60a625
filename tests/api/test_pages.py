"""Pages for people: complete without a network, and with nothing inline that a strict policy forbids."""

import hashlib
import re
from pathlib import Path

import pytest
from graphql import parse, validate
from starlette.applications import Starlette

from api import pages
from schema.reader import read_model
from schema.types import build_schema
from tests.api.conftest import client

pytestmark = pytest.mark.anyio
STATIC = Path(pages.__file__).parent / "static"
CHROME = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/", "/about", "/graphql", "/nothing"])
async def test_all_that_a_page_needs_is_here(storeless: Starlette, path: str) -> None:
    async with client(storeless) as http:
        page = await http.get(path, headers=CHROME)
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        needed = re.findall(r'(?:src|<link [^>]*href)="([^"]+)"', page.text)
        assert needed
        for address in needed:
            assert not address.startswith(("http:", "https:", "//"))
            assert (await http.get("/" + address.lstrip("/"))).status_code == 200, address


@pytest.mark.parametrize("path", ["/", "/about", "/graphql", "/nothing"])
async def test_no_inline_script(storeless: Starlette, path: str) -> None:
    async with client(storeless) as http:
        page = await http.get(path, headers=CHROME)
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|javascript:", page.text)


async def test_about_names_the_addresses(storeless: Starlette) -> None:
    async with client(storeless) as http:
        page = await http.get("/about", headers=CHROME)
    for address in ("graphql", "schema.graphql", "introspection.json", "http://claimgraph/graphql"):
        assert address in page.text


async def test_the_explorer_leads_to_the_other_pages_and_has_the_strictest_policy(storeless: Starlette) -> None:
    async with client(storeless) as http:
        page = await http.get("/", headers=CHROME)
    assert 'href="about"' in page.text
    assert not re.search(r"<style|\sstyle=", page.text)
    policy = page.headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "data:" not in policy


async def test_the_modules_of_the_explorer_are_here(storeless: Starlette) -> None:
    modules = sorted((STATIC / "explorer").glob("*.js"))
    assert modules
    async with client(storeless) as http:
        for module in modules:
            served = await http.get(f"/static/explorer/{module.name}")
            assert served.headers["content-type"].startswith("text/javascript")
            for needed in re.findall(r'from "([^"]+)"', served.text):
                assert (module.parent / needed).resolve().is_file(), (module.name, needed)
            assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b", served.text), module.name


def test_the_documents_of_the_explorer_fit_its_ontology() -> None:
    root = Path(__file__).parents[2]
    shipped, other = (build_schema(read_model(root / name))._schema for name in ("ontology.ttl", "tests/ontologies/library.ttl"))
    assert pages.fitting_documents(shipped) == tuple(pages.explorer_documents())
    assert pages.fitting_documents(other) == ("begin.plain", "facts.plain", "fields", "neighbourhood.plain", "suggest")


async def test_graphiql_is_for_browsers_only(storeless: Starlette) -> None:
    async with client(storeless) as http:
        assert "graphiql.min.js" in (await http.get("/graphql", headers=CHROME)).text
        assert (await http.get("/graphql", headers={"accept": "*/*"})).status_code == 400


async def test_values_are_escaped() -> None:
    page = pages.graphiql_page('"><script>alert(1)</script>', ("{ __typename }",))
    assert b"<script>alert" not in page.body


async def test_vendored_files_are_cached_and_ours_are_checked(storeless: Starlette) -> None:
    async with client(storeless) as http:
        vendored = await http.get(f"/static/vendor/{pages.REACT}/react.production.min.js")
        own = await http.get("/static/graphiql.js")
        outside = await http.get("/static/%2e%2e/app.py")
    assert "immutable" in vendored.headers["cache-control"]
    assert own.headers["cache-control"] == "no-cache"
    assert own.headers["etag"]
    assert outside.status_code == 404


async def test_vendored_files_are_what_their_readme_says() -> None:
    vendor = STATIC / "vendor"
    listed = dict(re.findall(r"([0-9a-f]{64})  (\S+)", (vendor / "README.md").read_text(encoding="utf-8")))
    files = {path.relative_to(vendor).as_posix(): path for path in vendor.glob("*/*")}
    assert set(listed.values()) == set(files)
    for digest, name in listed.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest, name


def test_only_examples_that_fit_the_ontology_are_shown() -> None:
    root = Path(__file__).parents[2]
    shipped, other = (build_schema(read_model(root / name))._schema for name in ("ontology.ttl", "tests/ontologies/library.ttl"))
    assert pages.fitting_examples(shipped) == pages.examples()
    assert pages.fitting_examples(other) == (pages.ABOUT_ANYTHING,)
    assert not validate(other, parse(pages.ABOUT_ANYTHING))
