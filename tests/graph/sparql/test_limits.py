"""No query, whatever it asks, takes more than its share: an answer or a clear error within the limits, for others too."""

import asyncio
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from graph.sparql.endpoint import Endpoint, Question
from schema.errors import ClaimgraphError, SparqlBusy, SparqlError, SparqlExhausted, SparqlFormRefused, SparqlSyntax, SparqlTimeout, SparqlTooLarge
from tests.example import Example
from tests.graph.sparql.conftest import BOUNDS, ask, run

VALUES = " ".join(map(str, range(300)))
CROSS = "SELECT * {" + " ".join(f"VALUES ?v{n} {{ {VALUES} }}" for n in range(5)) + "}"
ATTACKS = {
    "a cross product": CROSS,
    "a cross product that is counted": f"SELECT (COUNT(*) AS ?n) {{{CROSS}}}",
    "all pairs of everything": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "all pairs in order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "a text that doubles": "SELECT ?t40 { BIND ('" + "x" * 1000 + "' AS ?t0)" + "".join(f" BIND (CONCAT(?t{n}, ?t{n}) AS ?t{n + 1})" for n in range(40)) + "}",
    "a closure of everything": "SELECT * { ?a (!<urn:x>|^<urn:x>)* ?b . ?b (!<urn:x>|!^<urn:x>)* ?c }",
    "a regular expression": "SELECT * { ?a ?b ?c FILTER REGEX(STR(?c), '^(a+)+(b+)+$') . ?d ?e ?f . ?g ?h ?i FILTER REGEX(STR(?f), '(.*)(.*)(.*)(.*)(.*)x') }",
    "a sort of all pairs": "SELECT ?x { ?a ?b ?c . ?d ?e ?f BIND (CONCAT(STR(?c), STR(?f)) AS ?x) } ORDER BY ?x",
    "unions": "SELECT * {" + " UNION ".join("{ ?a ?b ?c . ?d ?e ?f }" for _ in range(500)) + "}",
    "a long path": "SELECT * { ?a " + "/".join(["(!<urn:x>)"] * 900) + " ?b }",
    "nested groups": "SELECT * " + "{" * 99 + "}" * 99,
    "nested collections": "SELECT * { ?a ?b " + "(" * 90 + ")" * 90 + " }",
    "nested functions": "SELECT (" + "ABS(" * 95 + "1" + ")" * 95 + " AS ?x) {}",
    "groups of everything": "SELECT ?c ?f (GROUP_CONCAT(?i) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?c ?f",
    "a graph of all pairs": "CONSTRUCT { ?a ?e ?c } WHERE { ?a ?b ?c . ?d ?e ?f }",
    "20,000 braces": "SELECT * " + "{" * 20_000,
    "a call to elsewhere": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "a million values": "SELECT * { VALUES ?x { " + "1 " * 400_000 + "} }",
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_gets_an_answer_or_a_clear_error(example: Example, endpoint: Endpoint, text: str) -> None:
    began = time.monotonic()
    with suppress(SparqlError):
        run(example, endpoint, text)
    assert time.monotonic() - began < BOUNDS.seconds + 5
    assert "1" in run(example, endpoint, "SELECT (1 AS ?one) {}")


def test_each_limit_has_its_error(example: Example, endpoint: Endpoint) -> None:
    for error, text in (
        (SparqlTimeout, ATTACKS["a cross product that is counted"]),
        (SparqlTooLarge, "SELECT * { ?a ?b ?c . ?d ?e ?f }"),
        (SparqlTooLarge, "CONSTRUCT { ?a ?e ?c } WHERE { ?a ?b ?c . ?d ?e ?f }"),
        (SparqlExhausted, ATTACKS["a text that doubles"]),
        (SparqlSyntax, "SELECT"),
        (SparqlSyntax, "INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
    ):
        with pytest.raises(error):
            run(example, endpoint, text)


def test_as_many_rows_as_the_limit_and_not_one_more(example: Example, endpoint: Endpoint) -> None:
    query = "SELECT ?a ?b {{ VALUES ?a {{ {} }} VALUES ?b {{ {} }} }}"
    rows = " ".join(map(str, range(200)))
    for form in ("json", "xml", "csv", "tsv"):
        assert run(example, endpoint, query.format(rows, " ".join(map(str, range(100)))), form)
        with pytest.raises(SparqlTooLarge, match="20,000 rows"):
            run(example, endpoint, query.format(rows, " ".join(map(str, range(101)))), form)


def test_a_format_that_does_not_go_with_the_query_is_refused(example: Example, endpoint: Endpoint) -> None:
    async def only(solutions: str | None, graph: str | None, text: str) -> None:
        question = Question(text, solutions, graph)
        await endpoint.answer(question)

    for solutions, graph, text in (("text/csv", None, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), (None, "text/turtle", "ASK {}")):
        with pytest.raises(SparqlFormRefused):
            example.runner.run(only(solutions, graph, text))


def test_one_client_never_has_all_workers_and_the_queue_is_bounded(example: Example, endpoint: Endpoint) -> None:
    async def crowd() -> tuple[float, list[BaseException | bytes]]:
        crowding = [asyncio.create_task(ask(endpoint, CROSS.replace("*", "(COUNT(*) AS ?n)"), client="greedy")) for _ in range(12)]
        await asyncio.sleep(0.5)
        began = time.monotonic()
        await ask(endpoint, "ASK {}", client="other")
        waited = time.monotonic() - began
        for one in crowding:
            one.cancel()
        return waited, await asyncio.gather(*crowding, return_exceptions=True)

    waited, found = example.runner.run(crowd())
    assert waited < BOUNDS.seconds / 2
    assert sum(isinstance(one, SparqlBusy) for one in found) >= 12 - 1 - BOUNDS.queue // 2


def test_who_leaves_ends_the_work(example: Example, endpoint: Endpoint) -> None:
    async def leave() -> None:
        asked = asyncio.create_task(ask(endpoint, ATTACKS["a cross product that is counted"]))
        await asyncio.sleep(0.5)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)

    example.runner.run(leave())
    time.sleep(0.5)
    busy = [child for child in psutil.Process().children() if "graph.sparql.worker" in " ".join(child.cmdline()) and child.cpu_percent(0.3) > 30]
    assert not busy
    assert not list(Path(endpoint._answers.name).iterdir())


def test_a_worker_has_no_network(tmp_path: Path) -> None:
    """Should the check of queries ever be passed by: where the machine can take the network away from a process, it is gone."""
    script = (
        "import socket; from graph.sparql.worker import confine; confine(1 << 30); socket.create_connection(('127.0.0.1', int(__import__('sys').argv[1])), 2)"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run([sys.executable, "-c", script, str(server.getsockname()[1])], capture_output=True, text=True, check=False)
    able = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False).returncode == 0
    assert (done.returncode != 0) is able, done.stderr


def test_errors_say_what_the_limit_is(example: Example, endpoint: Endpoint) -> None:
    for text, told in ((ATTACKS["a cross product that is counted"], "3 s"), (ATTACKS["a text that doubles"], "400 MiB"), (ATTACKS["20,000 braces"], "100")):
        with pytest.raises(ClaimgraphError, match=told):
            run(example, endpoint, text)
