"""The page of a resource for people: names in the reader's language, links that lead on. Every text is escaped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from api import media
from api.pages import Html, page_body
from graph.export.described import Described
from graph.export.formats import RDF_FORMATS
from graph.export.lines import classes
from graph.export.rows import Edge, Known
from graph.terms import attribute_terms
from schema.model import Class, Model, Relation, Texts
from schema.terms import Text

_WEB = ("http://", "https://")


def languages_of(accept: str) -> list[str]:
    """Return the languages that a reader wants, the dearest first.

    >>> languages_of("en;q=0.5, uk-UA")
    ['uk-ua', 'en']
    """
    wanted = [media.parse(part) for part in accept.split(",") if part.strip()]
    return [one.name for one in sorted(wanted, key=lambda one: -one.quality) if one.quality > 0]


def in_language(texts: Texts, wanted: Sequence[str]) -> tuple[str, str]:
    """Return (language, text) of the text that a reader wants most, of English, or of the first that there is.

    >>> in_language({"en": "Legion", "ru": "Легион"}, ["ru-ru", "en"])
    ('ru', 'Легион')
    """
    for language in (*wanted, "en"):
        for known in (language, language.partition("-")[0]):
            if known in texts:
                return known, texts[known]
    return next(iter(texts.items()), ("", ""))


def local_path(iri: str, model: Model) -> str | None:
    """Return the path at which a resource is described here; None for one whose IRI does not begin with the base IRI."""
    local = iri.removeprefix(model.base_iri)
    return None if local == iri else "/id/" + quote(local, safe="/%:@!$&'()*+,;=~-._")


def resource_page(seen: Described, model: Model, accept: str) -> bytes:
    """Return the page of a resource."""
    shown = _Shown(model, languages_of(accept), seen.names)
    row, relations = seen.row, Known.of(model).relations
    path = local_path(row.iri, model) or ""
    return page_body(
        "resource.html",
        title=shown.name(row.iri),
        iri=row.iri,
        types=", ".join(shown.label(model.class_by_iri[iri]) for iri in classes(row.labels, model)),
        said=Html("".join([*shown.attributes(seen), *shown.relations(row.edges, relations)])),
        arriving=Html("".join(shown.relations(seen.arriving, relations))),
        arriving_hidden="" if seen.arriving else "hidden",
        forms=forms(path),
    )


class _Shown:
    """What a reader of some languages sees."""

    def __init__(self, model: Model, wanted: Sequence[str], names: Mapping[str, Texts]) -> None:
        self._model, self._wanted, self._names = model, wanted, names

    def name(self, iri: str) -> str:
        """The name of a resource; its IRI where it has none."""
        return in_language(self._names.get(iri, {}), self._wanted)[1] or iri

    def label(self, one: Class | Relation) -> str:
        """The label of a class or a relation."""
        return in_language(one.labels, self._wanted)[1] or one.name

    def attributes(self, seen: Described) -> Iterator[str]:
        """A row of the table for each attribute that has values."""
        uses = {use.name: use for label in seen.row.labels if label in self._model.classes for use in self._model.classes[label].attributes.values()}
        for use in uses.values():
            values = [self._value(value) for value in attribute_terms(use, seen.row.properties, self._model)]
            if values:
                yield _row(in_language(use.labels, self._wanted)[1] or use.name, values)

    def _value(self, value: str | Text) -> str:
        if isinstance(value, Text):
            return _link(value.value, value.value) if value.value.startswith(_WEB) else text_in(value.language, value.value)
        concept = next((one for enum in self._model.enums.values() for one in enum.concepts if one.iri == value), None)
        return escape(in_language(concept.labels, self._wanted)[1] or concept.name) if concept else _link(value, value)

    def relations(self, edges: Iterable[Edge], relations: Mapping[str, Relation]) -> Iterator[str]:
        """A row of the table for each relation."""
        ends: dict[str, list[str]] = {}
        for edge in edges:
            status = f" <small>{escape(str(edge.properties.get('status', '')))}</small>" if edge.claimed else ""
            ends.setdefault(edge.type, []).append(self._end(edge.end) + status)
        for kind, shown in ends.items():
            yield _row(self.label(relations[kind]), shown)

    def _end(self, iri: str) -> str:
        return _link(local_path(iri, self._model) or f"/export?format=ttl&id={quote(iri, safe='')}", self.name(iri))


def _row(label: str, values: Iterable[str]) -> str:
    return f"<tr><th>{escape(label)}</th><td>{''.join(f'<div>{value}</div>' for value in values)}</td></tr>\n"


def text_in(language: str, text: str) -> str:
    """Return a text as HTML that says its language."""
    tag = f' lang="{escape(language)}"' if language else ""
    return f'<span{tag} dir="auto">{escape(text)}</span>'


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target)}" dir="auto">{escape(text)}</a>' if target.startswith((*_WEB, "/")) else escape(text)


def forms(path: str) -> Html:
    """Return links to the forms of RDF that a page has."""
    return Html(" · ".join(f'<a href="{escape(path)}.{name}">{name}</a>' for name in RDF_FORMATS))
