"""RDF as bytes, page after page. Each page is a document of its own for the serializer; what stands around it is written once.

begin   @prefix lines; <rdf:RDF ...>; [
page    what the serializer writes, without what it puts around it
end     </rdf:RDF>; ]
"""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from graph.export.lines import Profile
from graph.export.rows import Known, Row
from graph.export.statements import text_of
from graph.export.writer import Writer
from graph.vocabulary import STANDARD_PREFIXES
from schema.errors import Unwritable
from schema.model import Model

_LINES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_NAME = re.compile(rb"<[^<>/ ]*:[ />]")
"""What pyoxigraph writes for a property whose IRI does not end in a name: XML has no way to say it."""


def prefixes_of(model: Model) -> dict[str, str]:
    """Return the prefixes of the ontology and the usual ones, such that an IRI has one short form: of several for a namespace one, and none that end within a name."""
    given = {**STANDARD_PREFIXES, **{prefix: start for prefix, start in model.prefixes.items() if prefix and start.endswith(("#", "/", ":"))}}
    single = {start: prefix for prefix, start in sorted(given.items(), reverse=True)}
    return {prefix: start for prefix, start in sorted(given.items()) if single[start] == prefix}


class Rdf(Writer):
    """Writes one of the formats of RDF; `profile` as in `graph.export.statements`."""

    def __init__(self, known: Known, syntax: ox.RdfFormat, profile: Profile) -> None:
        self._known, self._syntax, self._profile = known, syntax, profile
        self._prefixes = prefixes_of(known.model)

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes; raises Unwritable."""
        return self._serialized(text_of(rows, self._known, self._profile))

    def _serialized(self, text: str) -> bytes:
        if self._syntax in _LINES:
            return text.encode()
        said = ox.parse(text, format=ox.RdfFormat.N_QUADS)
        members: Iterable[ox.Quad | ox.Triple] = said if self._syntax.supports_datasets else (quad.triple for quad in said)
        return ox.serialize(members, format=self._syntax, prefixes=self._prefixes) or b""  # type: ignore[arg-type]


class WithPrefixes(Rdf):
    """Turtle and TriG: the prefixes stand before the first row only."""

    def begin(self) -> bytes:
        """Return the prefixes."""
        return "".join(f"@prefix {prefix}: <{start}> .\n" for prefix, start in self._prefixes.items()).encode()

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        return super().page(rows).split(b"\n", len(self._prefixes))[-1]


class Xml(Rdf):
    """RDF/XML."""

    def begin(self) -> bytes:
        """Return the start of the document."""
        names = "".join(f" xmlns:{prefix}={quoteattr(start)}" for prefix, start in self._prefixes.items())
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'.encode()

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes; a carriage return must be written by its number, or a reader makes a line feed of it."""
        body = super().page(rows).partition(b"<rdf:RDF")[2].partition(b">\n")[2].removesuffix(b"</rdf:RDF>")
        if _NO_NAME.search(body) or _NO_XML.search(body.decode()):
            raise Unwritable(
                "something that is stored cannot be said in RDF/XML: a control character, or a property whose IRI ends in no name; take another format"
            )
        return body.replace(b"\r", b"&#13;")

    def end(self) -> bytes:
        """Return the end of the document."""
        return b"</rdf:RDF>\n"


class Json(Rdf):
    """JSON-LD, expanded: one array, one line for each page."""

    def __init__(self, known: Known, syntax: ox.RdfFormat, profile: Profile) -> None:
        super().__init__(known, syntax, profile)
        self._between = b""

    def begin(self) -> bytes:
        """Return the start of the array."""
        return b"["

    def page(self, rows: Sequence[Row]) -> bytes:
        """Return rows as bytes."""
        body = super().page(rows)[1:-1]
        if not body:
            return b""
        between, self._between = self._between, b",\n"
        return between + body

    def end(self) -> bytes:
        """Return the end of the array."""
        return b"]\n"
