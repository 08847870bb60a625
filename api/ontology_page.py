"""The page of the ontology for people: its classes as a picture, and each with its properties, shapes, names in GraphQL and Neo4j, and a query to try.

Names and comments are in the reader's language; every text is escaped.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from api.colours import fill_of
from api.describing import forms, in_language, languages_of, text_in
from api.hierarchy import picture
from api.pages import Html, page_body
from schema.model import ROOT, Attribute, Class, Enum, Model, Relation, Texts
from schema.paths import Step
from schema.shapes import Property, Shape

_ARROWS = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}
_LIMITS = {
    "pattern": "matches {}",
    "min_length": "at least {} characters",
    "max_length": "at most {} characters",
    "min_inclusive": "from {}",
    "max_inclusive": "to {}",
    "min_exclusive": "above {}",
    "max_exclusive": "below {}",
}
ATTRIBUTES = 3
"""How many attributes of its own an example asks for."""


def ontology_page(model: Model, accept: str) -> bytes:
    """Return the page."""
    told = _Told(model, languages_of(accept))
    return page_body(
        "ontology.html",
        iri=model.iri,
        version=model.version,
        description=Html(told.text(model.description)),
        picture=Html(picture(model, lambda cls: told.label(cls.labels, cls.name), lambda cls: fill_of(cls, model))),
        classes=Html("".join(map(told.of_class, model.classes.values()))),
        lists=Html("".join(map(told.of_enum, model.enums.values()))),
        lists_hidden="" if model.enums else "hidden",
        forms=forms("/ontology"),
    )


def example_of(cls: Class, model: Model) -> str:
    """Return a GraphQL query for the first few instances of a class, with something of what is particular to it."""
    lines = ["__typename", "id", "name", *(one.name for one in _attributes(cls, model)[:ATTRIBUTES])]
    lines += [f"{one.name} {{ nodes {{ name }} }}" if one.many else f"{one.name} {{ name }}" for one in _relations(cls, model)[:1]]
    inner = "\n".join(f"      {line}" for line in lines)
    return f"{{\n  {cls.plural}(first: 5) {{\n    totalCount\n    nodes {{\n{inner}\n    }}\n  }}\n}}"


def cypher_of(cls: Class, model: Model) -> str:
    """Return the like of it in Cypher."""
    for relation in _relations(cls, model)[:1]:
        return f"MATCH (n:{cls.name}){_arrow(relation, 'r')}(m:{relation.target}) RETURN n, r, m LIMIT 25"
    return f"MATCH (n:{cls.name}) RETURN n LIMIT 25"


def _attributes(cls: Class, model: Model) -> list[Attribute]:
    """Those that the class, or the nearest above it, has beyond those above."""
    for near in (cls, *(model.classes[name] for name in cls.ancestors)):
        own = [one for one in near.attributes.values() if one.name != "name" and one.datatype != "Point" and not one.derived and _is_own(one, near, model)]
        if own:
            return own
    return []


def _relations(cls: Class, model: Model) -> list[Relation]:
    """The same of relations, first those that are stored in this direction."""
    for near in (cls, *(model.classes[name] for name in cls.ancestors)):
        own = [one for one in near.relations.values() if _is_own(one, near, model)]
        if own:
            return sorted(own, key=lambda one: one.direction == "in")
    return []


def _is_own(use: Attribute | Relation, cls: Class, model: Model) -> bool:
    """Whether no class above has it, or all have it otherwise."""
    return all(_held(model.classes[parent], use) != use for parent in cls.parents)


def _held(cls: Class, use: Attribute | Relation) -> Attribute | Relation | None:
    return (cls.attributes if isinstance(use, Attribute) else cls.relations).get(use.name)


def _arrow(relation: Relation, variable: str = "") -> str:
    start, end = _ARROWS[relation.direction]
    return f"{start}[{variable}:{relation.type}]{end}"


class _Told:
    """What a reader of some languages is told of a Model."""

    def __init__(self, model: Model, wanted: Sequence[str]) -> None:
        self._model, self._wanted = model, wanted
        self._shapes: dict[str, list[Shape]] = {}
        for shape in model.shapes:
            for target in shape.targets:
                if target.kind == "class":
                    self._shapes.setdefault(target.iri, []).append(shape)

    def label(self, texts: Texts, name: str) -> str:
        """A text in the reader's language, else the name."""
        return in_language(texts, self._wanted)[1] or name

    def text(self, texts: Texts) -> str:
        """A text as a paragraph; "" where there is none."""
        language, text = in_language(texts, self._wanted)
        return f"<p>{text_in(language, text)}</p>" if text else ""

    def of_class(self, cls: Class) -> str:
        """A section."""
        labels = "".join(f":{name}" for name in cls.neo4j_labels)
        kind = "interface" if cls.is_interface else "type"
        rows = [
            ("GraphQL", f"<code>{kind} {escape(cls.name)}</code> · <code>{escape(cls.singular)}(id)</code> · <code>{escape(cls.plural)}</code>"),
            ("Neo4j", f"<code>{escape(labels)}</code>"),
            ("IRI", f"<code>{escape(self._compact(cls.iri or ''))}</code>"),
            ("above", self._links(cls.parents)),
            ("below", self._links(cls.children)),
            ("key", escape("; ".join(", ".join(key) for key in cls.keys))),
            ("shapes", "".join(f"<div>{shown}</div>" for shown in map(self._shape, self._shapes.get(cls.iri or "", ())))),
        ]
        head = f'<h2 dir="auto"><span class="swatch" style="background:{fill_of(cls, self._model)}"></span>{escape(self.label(cls.labels, cls.name))}</h2>'
        facts = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows if value)
        return f'<section id="{escape(cls.name)}">{head}{self.text(cls.comments)}<table>{facts}</table>{self._uses(cls)}{self._examples(cls)}</section>\n'

    def of_enum(self, enum: Enum) -> str:
        """A section with the values of a list."""
        rows = (
            f"<tr><th><code>{escape(one.name)}</code></th><td>{text_in(*in_language(one.labels, self._wanted))}{self.text(one.definitions)}</td></tr>"
            for one in enum.concepts
        )
        head = f'<h2 dir="auto">{escape(self.label(enum.labels, enum.name))}</h2><p><code>enum {escape(enum.name)}</code></p>'
        return f'<section id="{escape(enum.name)}">{head}{self.text(enum.comments)}<table>{"".join(rows)}</table></section>\n'

    def _links(self, names: Sequence[str]) -> str:
        classes = [self._model.classes[name] for name in names]
        return ", ".join(f'<a href="#{escape(cls.name)}" dir="auto">{escape(self.label(cls.labels, cls.name))}</a>' for cls in classes)

    def _compact(self, iri: str) -> str:
        """An IRI by the longest prefix that fits."""
        found = [(start, prefix) for prefix, start in self._model.prefixes.items() if iri.startswith(start) and iri != start]
        start, prefix = max(found, key=lambda pair: len(pair[0]), default=("", ""))
        return f"{prefix}:{iri[len(start) :]}" if start else iri

    def _shape(self, shape: Shape) -> str:
        """The name of a shape, and what it demands: of its focus, and of each path."""
        own = [f"sh:{one.component}" for one in shape.constraints if not isinstance(one, Property)]
        inner = (one.shape for one in shape.constraints if isinstance(one, Property))
        paths = [f"{self._path(one)} ({', '.join(dict.fromkeys(f'sh:{part.component}' for part in one.constraints))})" for one in inner]
        return f"<code>{escape(self._compact(shape.name))}</code> {escape('; '.join([*own, *paths]))}"

    def _path(self, shape: Shape) -> str:
        return self._compact(shape.path.iri) if isinstance(shape.path, Step) else "a path"

    # properties

    def _uses(self, cls: Class) -> str:
        """What a class has beyond those above it, or otherwise than they."""
        rows = [self._attribute(one) for one in cls.attributes.values() if _is_own(one, cls, self._model)]
        rows += [self._relation(one, cls) for one in cls.relations.values() if _is_own(one, cls, self._model)]
        if not rows:
            return ""
        heads = "".join(f"<th>{head}</th>" for head in ("property", "GraphQL", "Neo4j", "what holds"))
        more = f"<p><small>and those of {self._links([name for name in cls.ancestors if name != ROOT] or [ROOT])}</small></p>" if cls.parents else ""
        return f'<table class="uses"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>{more}'

    def _attribute(self, one: Attribute) -> str:
        kind = one.enum or one.datatype
        shown = f'<a href="#{escape(kind)}">{escape(kind)}</a>' if one.enum in self._model.enums else escape(kind)
        kind = f"[{shown}]" if one.many else shown
        names = f"{one.name}, {one.name}@ru, …" if one.localized else one.name
        flags = [word for word, holds in (("indexed", one.indexed), ("full text", one.fulltext), ("computed", one.derived)) if holds]
        limits = [text.format(getattr(one, name)) for name, text in _LIMITS.items() if getattr(one, name) is not None]
        counts = _counts(one.min_count or int(one.required), one.max_count if one.many else 1)
        return self._row(one, f"{escape(one.name)}: {kind}", f"<code>{escape(names)}</code>", [counts, *limits, *flags])

    def _relation(self, one: Relation, cls: Class) -> str:
        flags = [word for word, holds in (("transitive", one.transitive), ("symmetric", one.direction == "both"), ("computed", one.derived)) if holds]
        edge = [f"carries {', '.join(sorted(use.name for use in one.edge))}"] if one.edge else []
        counts = _counts(one.min_count or int(one.required), one.max_count if one.many else 1)
        pattern = f"<code>(:{escape(cls.name)}){escape(_arrow(one))}(:{escape(one.target)})</code>"
        return self._row(one, f'{escape(one.name)}: <a href="#{escape(one.target)}">{escape(one.target)}</a>', pattern, [counts, *flags, *edge])

    def _row(self, one: Attribute | Relation, graphql: str, neo4j: str, words: Sequence[str]) -> str:
        label = in_language(one.labels, self._wanted)
        name = f"{text_in(*label) if label[1] else escape(one.name)}<br><small>{escape(self._compact(one.iri))}</small>"
        return f"<tr><td>{name}</td><td><code>{graphql}</code></td><td>{neo4j}</td><td>{escape(', '.join(filter(None, words)))}</td></tr>"

    def _examples(self, cls: Class) -> str:
        query = example_of(cls, self._model)
        return (
            f'<details><summary>Queries</summary><pre>{escape(query)}</pre><p><a href="/graphql?query={quote(query)}">Try it in GraphiQL</a></p>'
            f"<pre>{escape(cypher_of(cls, self._model))}</pre><p>in Neo4j Browser</p></details>"
        )


def _counts(least: int, most: int | None) -> str:
    """How many values there may be, in words.

    >>> _counts(1, 1), _counts(0, 1), _counts(2, None), _counts(0, None), _counts(1, 3)
    ('exactly 1', 'at most 1', 'at least 2', 'any number', '1 to 3')
    """
    if least == most:
        return f"exactly {most}"
    if most is None:
        return f"at least {least}" if least else "any number"
    return f"{least} to {most}" if least else f"at most {most}"
