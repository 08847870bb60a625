"""What is refused before any parser sees it."""

import contextlib

import pytest

from graph.sparql.guard import DEEPEST, LONGEST_CHAIN, check_query
from schema.errors import SparqlRefused, SparqlTooDeep


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://127.0.0.1:1/>{} }",
        "PREFIX SERVICE: <urn:x> SELECT * { SERVICE:x {} }",
        "PREFIX x: <urn:x> SELECT * { SERVICE\nx:y {} }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:1/>{} }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:1/>{} }",
        "SELECT * { x:a\\' ?p ?o . SERVICE <urn:x> {} . x:b\\' ?p ?o }",
        "SELECT * { ?s ?p '# not a comment' SERVICE <urn:x> {} }",
        "SELECT * { # a comment '\n SERVICE <urn:x> {} }",
        'SELECT * { ?s ?p """a"b""" SERVICE <urn:x> {} }',
        "SELECT * { ?s <http://x#y> ?o SERVICE <urn:x> {} }",
        "SELECT * { FILTER(?a <?b) SERVICE <urn:x> {} }",
        "SELECT * { ?s ?p 'a\\'' . SERVICE <urn:x> {} }",
    ],
)
def test_federation_is_refused(text: str) -> None:
    with pytest.raises(SparqlRefused):
        check_query(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?service ?p 'SERVICE <x> {}' }",
        'SELECT * { ?s <http://example.org/SERVICE> "SERVICE" } # SERVICE',
        "SELECT * { ?s x:SERVICE 'it''s' }",
        "SELECT * { ?s ?p '''SERVICE ' '' ''' }",
        "SELECT * { ?s ?p ?o FILTER (?a < 3 && ?b > 2) }",
        "SELECT * { VALUES ?x { " + "-1.5 " * 3000 + "} }",
    ],
)
def test_what_only_looks_like_it_passes(text: str) -> None:
    check_query(text)


@pytest.mark.parametrize("bracket", ["{", "(", "[", "<<", "FILTER(", "{ SELECT * {"])
def test_nesting_is_limited(bracket: str) -> None:
    check_query("SELECT * " + "{" * DEEPEST)
    with pytest.raises(SparqlTooDeep, match="100"):
        check_query("SELECT * " + bracket * 20_000)


@pytest.mark.parametrize("chain", ["!", "- ", "^", "/", "* ", " UNION {}", " OPTIONAL {}", " FILTER(1)"])
def test_so_are_long_chains(chain: str) -> None:
    check_query("SELECT * {" + chain * (LONGEST_CHAIN - 1))
    with pytest.raises(SparqlTooDeep, match="1,000"):
        check_query("SELECT * {" + chain * 20_000)


def test_the_time_of_the_check_grows_with_the_text_only() -> None:
    for hard in ("'" * 200_000, '"""' * 70_000, "<" * 200_000, "\\" * 200_001, "a" * 200_000, "'''a" * 50_000, "<a" * 100_000):
        with contextlib.suppress(SparqlTooDeep):
            check_query(hard)
