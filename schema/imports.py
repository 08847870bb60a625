"""Files to triples: formats, refusals of what is dangerous to parse, and `owl:imports` (never over the network).

Rules:

* The format follows the suffix (`.ttl`, `.n3`, `.nt`, `.rdf`, `.xml`, `.owl`, `.jsonld`, `.json`, `.trig`, `.nq`); `.owl` is RDF/XML
  when it begins like XML, else Turtle.
* RDF/XML with a DOCTYPE (and so with entities) is refused before it is parsed; so is JSON-LD that names a context instead of holding it.
* `owl:imports` is followed to its end, loops included. claimgraph's own ontology is the shipped file; every other IRI must be in a catalogue:
  a TOML file of lines `"https://example.org/ontology" = "path/to/file.ttl"`, paths relative to it. A final `#` or `/` makes no difference.
"""

import json
import re
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat
from xml.sax import SAXParseException

from rdflib import BNode, Dataset, Graph, Literal
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from schema.errors import OntologyUnreadable, UnresolvedImport
from schema.model import File
from schema.terms import Blank, Term, Text
from schema.triples import OWL, SHIPPED, TYPE, Triple, Triples

SHIPPED_FILE = Path(__file__).parent.parent / "ontology.ttl"
CATALOGUE_NAME = "catalogue.toml"

FORMATS: Mapping[str, str] = {
    ".ttl": "turtle",
    ".n3": "n3",
    ".nt": "nt",
    ".rdf": "xml",
    ".xml": "xml",
    ".owl": "xml",
    ".jsonld": "json-ld",
    ".json": "json-ld",
    ".trig": "trig",
    ".nq": "nquads",
}
"""Suffix to rdflib's name of the format."""

_QUADS = ("trig", "nquads", "json-ld")
_PREFIX_LINE = re.compile(r"(?:^|\s)@?prefix\s+([^\s:]*):", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """One file: its triples, the prefixes that it declares, the IRIs of the ontologies in it, and itself."""

    triples: list[Triple]
    prefixes: dict[str, str]
    ontologies: list[str]
    imports: list[str]
    file: File


@dataclass(frozen=True)
class Source:
    """An ontology with all that it imports, the main file first. `ontologies` and `terms` are the IRIs that that file itself describes."""

    triples: Triples
    prefixes: dict[str, str]
    ontologies: list[str]
    terms: frozenset[str]
    files: tuple[File, ...]


def read_source(path: Path, catalogue: Path | None = None) -> Source:
    """The file at `path` and its imports; OntologyUnreadable or UnresolvedImport."""
    main = read_document(path)
    places = _catalogue(path, catalogue)
    documents, known, waiting = [main], {_key(i) for i in main.ontologies}, sorted(main.imports)
    while waiting:
        iri = waiting.pop(0)
        if _key(iri) in known:
            continue
        document = read_document(_resolve(iri, places, path))
        known |= {_key(iri), *(_key(i) for i in document.ontologies)}
        documents.append(document)
        waiting += sorted(document.imports)
    return _together(documents)


def parse_source(files: Iterable[File]) -> Source:
    """The ontology of files that were read before, that of the ontology itself first."""
    return _together([_parse_document(Path(name), content) for name, content in files])


def _together(documents: list[Document]) -> Source:
    main = documents[0]
    prefixes: dict[str, str] = {}
    for document in documents:
        prefixes = document.prefixes | prefixes
    terms = frozenset(s for s, p, o in main.triples if p == TYPE and type(s) is str and o != OWL + "Ontology")
    triples = Triples(t for d in documents for t in d.triples)
    return Source(triples, dict(sorted(prefixes.items())), main.ontologies, terms, tuple(d.file for d in documents))


def read_document(path: Path) -> Document:
    """One file; OntologyUnreadable with file and line when it is missing or malformed."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OntologyUnreadable(f"{path}: {error.strerror or error}; give the path of an ontology file") from error
    return _parse_document(path, content)


def _parse_document(path: Path, content: bytes) -> Document:
    rdf_format = _format(path, content)
    _refuse_dangerous(path, content, rdf_format)
    graph = _parse(path, content, rdf_format)
    triples = list(_plain(graph, rdf_format))
    prefixes = {p: str(n) for p, n in graph.namespaces() if p in _declared_prefixes(content, rdf_format, graph)}
    ontologies = sorted({s for s, p, o in triples if p == TYPE and o == OWL + "Ontology" and type(s) is str})
    imports = sorted({o for _, p, o in triples if p == OWL + "imports" and isinstance(o, str)})
    return Document(triples, prefixes, ontologies, imports, (str(path.resolve()), content))


def _format(path: Path, content: bytes) -> str:
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise OntologyUnreadable(f"{path}: unknown suffix {path.suffix!r}; use one of {', '.join(FORMATS)}")
    if path.suffix.lower() == ".owl" and not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<?xml", b"<!", b"<rdf:RDF", b"<Ontology", b"\xff\xfe", b"\xfe\xff")
    ):
        return "turtle"
    return found


def _parse(path: Path, content: bytes, rdf_format: str) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of how its own parsers use it
        return _parsed(path, content, rdf_format)


def _parsed(path: Path, content: bytes, rdf_format: str) -> Graph:
    graph = Dataset(default_union=True) if rdf_format in _QUADS else Graph(bind_namespaces="none")
    try:
        graph.parse(data=content, format=rdf_format, publicID=path.resolve().as_uri())
    except BadSyntax as error:
        raise OntologyUnreadable(f"{path}, line {error.lines + 1}: {error._why}; mend the syntax there") from error
    except SAXParseException as error:
        raise OntologyUnreadable(f"{path}, line {error.getLineNumber()}: {error.getMessage()}; mend the syntax there") from error
    except ParserError as error:
        raise OntologyUnreadable(f"{path}, line {_line_of(str(error), content)}: {_one_line(error)}; mend the syntax there") from error
    except Exception as error:  # rdflib's parsers let many kinds out (ValueError, AssertionError, RecursionError, ...): all mean that the file is no RDF
        raise OntologyUnreadable(f"{path}: {type(error).__name__}: {_one_line(error)}; is it really {rdf_format}?") from error
    return graph


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _line_of(message: str, content: bytes) -> int:
    """The line that a message of rdflib speaks of: `...:line:column:` for RDF/XML, else the line whose end it quotes."""
    if found := re.match(r"[^:]*:(\d+):\d+:", message):
        return int(found[1])
    quoted = re.split(r"Invalid line:? ?|\n", message)[-1].strip("' ")
    lines = content.decode(errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if quoted and quoted in line), 1)


def _plain(graph: Graph, rdf_format: str) -> Iterator[Triple]:
    if rdf_format in _QUADS:
        quads = graph.quads((None, None, None, None)) if isinstance(graph, Dataset) else ()
        yield from ((_subject(s), str(p), _term(o)) for s, p, o, _ in quads)
    else:
        yield from ((_subject(s), str(p), _term(o)) for s, p, o in graph)


def _subject(node: Node) -> str:
    return Blank(node) if isinstance(node, BNode) else str(node)


def _term(node: Node) -> Term:
    if isinstance(node, Literal):
        return Text(str(node), node.language or "", str(node.datatype or ""))
    return _subject(node)


def _declared_prefixes(content: bytes, rdf_format: str, graph: Graph) -> set[str]:
    """Prefixes that stand in the file: rdflib adds its own list to data sets."""
    if rdf_format == "trig":
        return set(_PREFIX_LINE.findall(content.decode(errors="replace")))
    if rdf_format == "json-ld":
        return {key for context in _contexts(json.loads(content)) if isinstance(context, dict) for key in context}
    if rdf_format in ("nquads", "nt"):
        return set()
    return {prefix for prefix, _ in graph.namespaces()} - {"xml"}


# refusals


def _refuse_dangerous(path: Path, content: bytes, rdf_format: str) -> None:
    if rdf_format == "xml":
        _refuse_doctype(path, content)
    if rdf_format == "json-ld":
        _refuse_remote_context(path, content)


class _RootReached(Exception):
    """The first element began, so there is no DOCTYPE."""


def _refuse_doctype(path: Path, content: bytes) -> None:
    """Read no further than the first element with a bare parser, which also knows the file's encoding."""

    def doctype(*_: object) -> None:
        raise OntologyUnreadable(
            f"{path}: RDF/XML with a DOCTYPE is not read (entities can be a bomb or fetch files); save it as Turtle, or write the IRIs out"
        )

    def root(name: str, _: object) -> None:
        if name.endswith("http://www.w3.org/2002/07/owl# Ontology"):
            raise OntologyUnreadable(f"{path}: this is OWL/XML, not RDF/XML; save it as Turtle")
        raise _RootReached

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        parser.Parse(content, True)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise OntologyUnreadable(f"{path}, line {error.lineno}: {expat.ErrorString(error.code)}; mend the syntax there") from error


def _refuse_remote_context(path: Path, content: bytes) -> None:
    try:
        contexts = list(_contexts(json.loads(content)))
    except json.JSONDecodeError as error:
        raise OntologyUnreadable(f"{path}, line {error.lineno}: {error.msg}; mend the syntax there") from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise OntologyUnreadable(f"{path}: {_one_line(error)}; is it really JSON-LD?") from error
    named = [c for c in contexts if isinstance(c, str)] + [c["@import"] for c in contexts if isinstance(c, dict) and "@import" in c]
    if named:
        raise OntologyUnreadable(f"{path}: @context {named[0]!r} would be fetched; put the context itself into the file")


def _contexts(value: object) -> Iterator[object]:
    """Every context anywhere in a JSON value, lists of contexts taken apart."""
    if isinstance(value, dict):
        if "@context" in value:
            context = value["@context"]
            yield from context if isinstance(context, list) else [context]
        for inner in value.values():
            yield from _contexts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _contexts(inner)


# imports


def _key(iri: str) -> str:
    return iri.rstrip("#/")


def _resolve(iri: str, places: Mapping[str, Path], path: Path) -> Path:
    if found := places.get(_key(iri)):
        return found
    raise UnresolvedImport(
        f'{path} imports <{iri}>, which is in no catalogue: add the line "{iri}" = "path/to/file.ttl" to {path.parent / CATALOGUE_NAME} or remove owl:imports'
    )


def _catalogue(path: Path, catalogue: Path | None) -> dict[str, Path]:
    """Ontology IRI to file; the given catalogue wins over the one next to the ontology."""
    places = {_key(SHIPPED): SHIPPED_FILE}
    beside = path.parent / CATALOGUE_NAME
    for file in (beside if beside.is_file() else None, catalogue):
        if file is not None:
            places |= _read_catalogue(file)
    return places


def _read_catalogue(file: Path) -> dict[str, Path]:
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyUnreadable(f'{file}: {_one_line(error)}; a catalogue is TOML with lines "IRI" = "path"') from error
    if wrong := [key for key, value in entries.items() if not isinstance(value, str)]:
        raise OntologyUnreadable(f'{file}: {wrong[0]} is no path; a catalogue has lines "IRI" = "path"')
    return {_key(iri): file.parent / place for iri, place in entries.items()}
