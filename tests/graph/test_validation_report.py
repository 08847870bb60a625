"""A report in Turtle is what SHACL says one is; in JSON it is short."""

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from graph.validation.findings import Count, Report
from graph.validation.report import as_json, turtle
from graph.validation.violations import Violation
from schema.model import CG
from schema.paths import Alternative, Path, Repeat, Sequence, Step
from schema.reader import read_model
from schema.shape_paths import read_path
from schema.shapes import SH as SHACL
from schema.shapes import component_iri
from schema.terms import Text
from schema.triples import Triples
from tests.example import ONTOLOGY
from tests.graph.bench import ID
from tests.graph.rdf_graph import term, term_of

MODEL = read_model(ONTOLOGY)
A, B = Step(CG + "within"), Step(CG + "borders", True)
PATHS: tuple[Path, ...] = (A, B, Sequence((A, B)), Alternative((A, Sequence((B, A)))), Repeat(A, 0, True), Repeat(B, 1, True), Repeat(A, 0, False))


def violation(path: Path | None = A, value: object = Text("7", "", "http://www.w3.org/2001/XMLSchema#integer")) -> Violation:
    message = f"is not <{CG}Place>"
    return Violation(ID + "frl", component_iri("class"), CG + "AgentShape", message, "give one", path, value)  # type: ignore[arg-type]


def parsed(*violations: Violation) -> Graph:
    return Graph().parse(data=turtle(Report(violations, (Count("", "", None, "", 1),) if violations else (), 0.5), MODEL), format="turtle")


def test_turtle_says_what_shacl_wants_to_know() -> None:
    graph = parsed(violation())
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    (result,) = graph.objects(report, SH.result)
    assert graph.value(report, SH.conforms) == Literal(False)
    assert graph.value(result, RDF.type) == SH.ValidationResult
    assert graph.value(result, SH.focusNode) == URIRef(ID + "frl")
    assert graph.value(result, SH.value) == Literal(7)
    assert graph.value(result, SH.resultSeverity) == SH.Violation
    assert graph.value(result, SH.sourceConstraintComponent) == SH.ClassConstraintComponent
    assert graph.value(result, SH.sourceShape) == URIRef(CG + "AgentShape")
    assert graph.value(result, SH.resultMessage) == Literal("is not cg:Place; give one")


def test_a_report_without_violations_conforms() -> None:
    graph = parsed()
    assert list(graph.objects(None, SH.conforms)) == [Literal(True)]
    assert not list(graph.objects(None, SH.result))


def test_paths_come_back_as_they_were() -> None:
    for path in PATHS:
        graph = parsed(violation(path))
        (written,) = graph.objects(None, SH.resultPath)
        assert read_path(Triples((term_of(s), str(p), term(o)) for s, p, o in graph), term_of(written), "") == path


def test_a_blank_shape_and_a_node_without_iri_do_no_harm() -> None:
    graph = parsed(Violation("4:x:1", CG + "NameRule", f"<{CG}AgentShape> <{CG}within>", "has no iri"))
    assert list(graph.objects(None, SH.focusNode)) == [Literal("4:x:1")]
    assert all(isinstance(shape, BNode) for shape in graph.objects(None, SH.sourceShape))


def test_json_is_compact() -> None:
    count = Count(CG + "AgentShape", component_iri("class"), A, SHACL + "Warning", 3)
    found = as_json(Report((violation(value=ID + "putin"),), (count,), 0.5), MODEL)
    assert (found["conforms"], found["valid"], found["seconds"]) == (False, True, 0.5)
    assert found["counts"] == [
        {"component": "sh:ClassConstraintComponent", "shape": "cg:AgentShape", "path": "cg:within", "severity": "Warning", "resources": 3}
    ]
    assert found["violations"] == [
        {
            "focus": "id:frl",
            "path": "cg:within",
            "value": "id:putin",
            "component": "sh:ClassConstraintComponent",
            "shape": "cg:AgentShape",
            "severity": "Violation",
            "message": "is not cg:Place",
            "mend": "give one",
        }
    ]
