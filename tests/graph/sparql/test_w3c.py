"""A part of the W3C's SPARQL 1.1 query tests, through the guard and a worker: what Oxigraph answers comes out as it is."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection

from graph.sparql.formats import GRAPHS, SOLUTIONS
from graph.sparql.worker import Evaluator
from tests.example import ROOT

ARCHIVE = ROOT / "tests" / "w3c" / "sparql11.zip"
BASE = "http://w3c.example/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
GROUPS = [
    "aggregates",
    "bind",
    "bindings",
    "exists",
    "negation",
    "property-path",
    "subquery",
    "construct",
    "grouping",
    "project-expression",
    "functions",
    "syntax-query",
]
KINDS = (MF.QueryEvaluationTest, MF.PositiveSyntaxTest11, MF.NegativeSyntaxTest11)
_AS_RDF = "its expected solutions are written in RDF, which the library does not read"
SKIPPED: Mapping[str, str] = {"bindings/graph": _AS_RDF, "aggregates/agg-empty-group-count-graph": _AS_RDF}
"""Tests that are left out, each with the reason."""
_PATH = "a path of length zero begins only at nodes that the graph has"
_MINUS = "the variable of GRAPH is bound on both sides of a MINUS inside of it"
_CONCAT = "GROUP_CONCAT of what is no string is an error"
DIFFERENT: Mapping[str, str] = {
    **dict.fromkeys(("property-path/zero_or_more_set_start", "property-path/zero_or_more_set_end"), _PATH),
    **dict.fromkeys(("property-path/zero_or_one_set_start", "property-path/zero_or_one_set_end"), _PATH),
    **dict.fromkeys(("aggregates/agg-groupconcat-04", "aggregates/agg-groupconcat-06"), _CONCAT),
    "negation/graph-minus": _MINUS,
}
"""Where Oxigraph answers otherwise than the W3C's test, with what it does: such an answer must be Oxigraph's."""


@dataclass(frozen=True)
class Case:
    """One test; files are named as in the archive."""

    name: str
    kind: URIRef
    query: str
    data: tuple[str, ...]
    named: tuple[str, ...]
    result: str


@cache
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(ARCHIVE)


def content(name: str) -> bytes:
    return archive().read(name)


def cases() -> Iterator[Case]:
    for group in GROUPS:
        folder = f"sparql/sparql11/{group}/"
        said = Graph().parse(data=content(folder + "manifest.ttl"), format="turtle", publicID=BASE + folder)
        for entries in said.objects(None, MF.entries):
            for test in Collection(said, entries):
                kind = said.value(test, RDF.type)
                action = said.value(test, MF.action)
                if kind not in KINDS:
                    continue
                data, named = (tuple(str(one).removeprefix(BASE) for one in said.objects(action, way)) for way in (QT.data, QT.graphData))
                query = said.value(action, QT.query) or action
                name = f"{group}/{str(test).rsplit('#', 1)[-1].rsplit('/', 1)[-1]}"
                yield Case(name, URIRef(str(kind)), str(query).removeprefix(BASE), data, named, str(said.value(test, MF.result) or "").removeprefix(BASE))


ALL = list(cases())
EVALUATED = [case for case in ALL if case.kind == MF.QueryEvaluationTest and case.name not in SKIPPED]
READ = [case for case in ALL if case.kind != MF.QueryEvaluationTest]


class InMemory(Evaluator):
    """Answers from a store that a test has filled."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        graphs: list[tuple[str, ox.NamedNode | ox.DefaultGraph]] = [
            *((name, ox.DefaultGraph()) for name in case.data),
            *((name, ox.NamedNode(BASE + name)) for name in case.named),
        ]
        for name, graph in graphs:
            form = ox.RdfFormat.from_extension(name.rsplit(".", 1)[-1])
            self._store.load(content(name), format=form, base_iri=BASE + name, to_graph=graph)


def text_of(case: Case) -> str:
    text = content(case.query).decode()
    return text if "BASE" in text else f"BASE <{BASE}{case.query}>\n{text}"


def plainly(case: Case) -> Any:
    """What Oxigraph itself answers."""
    result = InMemory(case)._store.query(text_of(case))
    assert not isinstance(result, ox.QueryTriples)
    return json.loads(result.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def answer(case: Case, file: Path) -> dict[str, Any]:
    question: dict[str, Any] = {"path": "", "query": text_of(case), "prefixes": {}, "default": None, "named": None, "rows": 10_000, "bytes": 1 << 20}
    return InMemory(case).answer({**question, "solutions": SOLUTIONS["json"], "graph": GRAPHS["nt"], "file": str(file)})


def as_json(name: str) -> Any:
    """The expected solutions in the JSON of SPARQL results."""
    suffix = name.rsplit(".", 1)[-1]
    forms = {"srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}
    return json.loads(ox.parse_query_results(io.BytesIO(content(name)), format=forms[suffix]).serialize(format=ox.QueryResultsFormat.JSON) or b"")


def rows(found: Any) -> Any:
    """Solutions such that equal ones are equal: numbers by value, blank nodes without their names, order aside."""
    if "boolean" in found:
        return found["boolean"]
    return sorted(sorted((name, *plain(term)) for name, term in row.items()) for row in found["results"]["bindings"])


def plain(term: Mapping[str, str]) -> tuple[str, str, str]:
    kind, value, of = term["type"], term["value"], term.get("datatype", term.get("xml:lang", ""))
    if kind == "bnode":
        return kind, "", ""
    if of.rsplit("#", 1)[-1] in ("integer", "decimal", "double", "float"):
        return kind, f"{float(value):.9g}", of
    return kind, value, of.lower()


@pytest.mark.parametrize("case", EVALUATED, ids=lambda case: case.name)
def test_evaluation(case: Case, tmp_path: Path) -> None:
    found = answer(case, tmp_path / "answer")
    assert "fault" not in found, found
    if found["kind"] == "graph":
        expected = ox.Dataset(ox.parse(content(case.result), format=ox.RdfFormat.from_extension(case.result.rsplit(".", 1)[-1]), base_iri=BASE + case.result))
        told = ox.Dataset(ox.parse((tmp_path / "answer").read_bytes(), format=ox.RdfFormat.N_TRIPLES))
        for one in (expected, told):
            one.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
        assert told == expected
    else:
        given = rows(json.loads((tmp_path / "answer").read_bytes()))
        assert (given == rows(as_json(case.result))) is (case.name not in DIFFERENT)
        assert given == rows(plainly(case))


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_syntax(case: Case, tmp_path: Path) -> None:
    fault = answer(case, tmp_path / "answer").get("fault")
    assert (fault == "SPARQL_SYNTAX") is (case.kind == MF.NegativeSyntaxTest11)


def test_there_are_many() -> None:
    assert len(EVALUATED) > 150 and len(READ) > 80
