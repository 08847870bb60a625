"""A mapping file, read and checked against the ontology; the first fault ends it, with the table and the key that it stands at."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, cast

from graph.mapping import Column, Dialect, Table, Tables, Template, Use
from graph.parameters import Conversions
from graph.vocabulary import STANDARD_PREFIXES, Vocabulary
from schema.errors import BadIri, MappingInvalid
from schema.model import Attribute, Class, Model, Relation

T = TypeVar("T")

_TOP = ("prefixes", "table")
TABLE_KEYS = ("file", "name", "class", "id", "each", "columns", "set", "delimiter", "quote", "encoding", "header", "empty")
_CLASS = ("column", "values")
COLUMN_KEYS = ("property", "link", "lookup", "split", "values", "edge")
_SET = ("value", "edge")
_WORDS: Mapping[type, str] = {str: "a text", list: "a list", dict: "a table"}


def read_mapping(path: Path, model: Model) -> Tables:
    """Return what a mapping file says; raises MappingInvalid."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MappingInvalid(f"{path}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingInvalid(f"{path}: is no TOML: {error}") from error
    return _Reader(path.name, model).read(content)


class _Reader:
    def __init__(self, name: str, model: Model) -> None:
        self._model, self._words = model, Vocabulary(model)
        self._prefixes = {**STANDARD_PREFIXES, **model.prefixes}
        self._name, self._at = name, ""

    def read(self, content: Mapping[str, Any]) -> Tables:
        self._known(content, _TOP)
        for prefix, start in self._get(content, "prefixes", dict, {}).items():
            self._prefixes[prefix] = self._is(start, str, f"prefixes.{prefix}")
        tables = []
        for number, given in enumerate(self._get(content, "table", list, []), 1):
            self._at = f"table {number}: "
            tables.append(self._table(self._is(given, dict, "it")))
        if not tables:
            raise self._fault("it has no [[table]]")
        for number, table in enumerate(tables, 1):
            self._at = f"table {number}: "
            self._check_lookups(table, tables)
        return Tables(self._name, self._model, tuple(tables), Conversions(self._prefixes).iri)

    def _table(self, given: Mapping[str, Any]) -> Table:
        first = next(iter(self._texts(given.get("file", []), "file")), "")
        name = self._get(given, "name", str, Path(first).name.partition(".")[0].rstrip("*-_ "))
        self._at = f'{self._at.removesuffix(": ")} ("{name}"): ' if name else self._at
        self._known(given, TABLE_KEYS)
        files = self._texts(self._get(given, "file"), "file")
        kind, classes = self._classes(self._get(given, "class"))
        told = [*self._columns(given, classes), *self._settings(given, classes)]
        return Table(
            name=name,
            files=tuple(files),
            id=self._template(self._get(given, "id", str), "id"),
            kind=kind,
            classes=classes,
            columns=tuple(told),
            each=self._get(given, "each", str, ""),
            dialect=self._dialect(given),
            empty=frozenset(self._texts(self._get(given, "empty", list, [""]), "empty")),
        )

    def _dialect(self, given: Mapping[str, Any]) -> Dialect:
        for key in ("delimiter", "quote"):
            if len(self._get(given, key, str, ",")) != 1:
                raise self._fault(f"{key} is {given[key]!r}, expected one character")
        try:
            single = "\n".encode(self._get(given, "encoding", str, "utf-8")) == b"\n"
        except LookupError:
            raise self._fault(f"encoding {given['encoding']!r} is not known") from None
        if not single:
            raise self._fault(f"encoding {given['encoding']!r} does not write line ends as ASCII does; convert the file to UTF-8")
        header = tuple(self._texts(self._get(given, "header", list, []), "header"))
        return Dialect(given.get("delimiter", ""), given.get("quote", '"'), given.get("encoding", "utf-8"), header)

    # classes

    def _classes(self, given: Any) -> tuple[str, Mapping[str, Class]]:
        if isinstance(given, str):
            return "", {"": self._class(given, "class")}
        given = self._is(given, dict, "class")
        self._known(given, _CLASS, "class.")
        values = self._get(given, "values", dict, None, "class.")
        classes = {value: self._class(self._is(name, str, f"class.values.{value}"), f"class.values.{value}") for value, name in values.items()}
        return self._get(given, "column", str, None, "class."), classes

    def _class(self, name: str, key: str) -> Class:
        cls = self._model.classes.get(name) or self._model.class_by_iri.get(self._iri(name, key) if ":" in name else "")
        if cls is None or cls.iri is None:
            raise self._fault(f"{key} {name!r} is no class of the ontology{_nearest(name, self._model.classes)}")
        if cls.abstract:
            below = [below for below in cls.descendants if not self._model.classes[below].abstract]
            raise self._fault(f"{key} {name!r} is abstract; possible: {', '.join(below)}")
        return cls

    # columns

    def _columns(self, given: Mapping[str, Any], classes: Mapping[str, Class]) -> Iterable[Column]:
        for path, meanings in self._get(given, "columns", dict, {}).items():
            for meaning in meanings if isinstance(meanings, list) else [meanings]:
                key = f"columns.{path}"
                spec = {"property": meaning} if isinstance(meaning, str) else self._is(meaning, dict, key)
                self._known(spec, COLUMN_KEYS, f"{key}.")
                yield self._column(path, spec, classes, key)

    def _column(self, path: str, spec: Mapping[str, Any], classes: Mapping[str, Class], key: str) -> Column:
        uses = self._uses(self._get(spec, "property", str, None, f"{key}."), classes, spec, key)
        table, _, column = self._get(spec, "lookup", str, "", f"{key}.").partition(".")
        if "link" in spec and "lookup" in spec:
            raise self._fault(f"{key} has link and lookup, one is possible")
        if ("link" in spec or "lookup" in spec) and not all(_takes_iri(use) for use in uses.values()):
            raise self._fault(f"{key} has a link to another resource, and {spec['property']} is no relation")
        values = self._get(spec, "values", dict, {}, f"{key}.")
        return Column(
            label=f"column {path}",
            path=path,
            uses=uses,
            templates=(self._template(self._get(spec, "link", str, None, f"{key}."), f"{key}.link"),) if "link" in spec else (),
            split=self._get(spec, "split", str, "", f"{key}."),
            values={value: self._is(meant, str, f"{key}.values.{value}") for value, meant in values.items()},
            lookup=(table, column) if table else None,
        )

    def _settings(self, given: Mapping[str, Any], classes: Mapping[str, Class]) -> Iterable[Column]:
        for name, value in self._get(given, "set", dict, {}).items():
            key = f"set.{name}"
            spec = value if isinstance(value, dict) else {"value": value}
            self._known(spec, _SET, f"{key}.")
            texts = self._texts(self._get(spec, "value", None, None, f"{key}."), key)
            yield Column(key, "", self._uses(name, classes, spec, key), tuple(self._template(text, key) for text in texts))

    # properties

    def _uses(self, name: str, classes: Mapping[str, Class], spec: Mapping[str, Any], key: str) -> Mapping[str, Use]:
        """What a property is in each class that has it; one at least does."""
        edge = self._get(spec, "edge", dict, {}, f"{key}.")
        found = {cls.name: use for cls in classes.values() if (use := self._use(name, cls, edge, key))}
        if not found:
            own = {known for cls in classes.values() for known in (*cls.attributes, *cls.relations)}
            several = " and ".join(dict.fromkeys(cls.name for cls in classes.values()))
            raise self._fault(f"{key}: {several} has no property {name!r}{_nearest(name.partition('@')[0], own)}")
        return found

    def _use(self, name: str, cls: Class, edge: Mapping[str, Any], key: str) -> Use | None:
        name, _, language = name.partition("@")
        iri = self._iri(name, key) if ":" in name else ""
        attribute = cls.attributes.get(name) or next((one for one in cls.attributes.values() if iri in one.iris), None)
        relation = cls.relations.get(name) or next((one for one in cls.relations.values() if iri == one.iri and self._words.is_written(one)), None)
        if attribute is not None:
            self._check_attribute(attribute, language, edge, key)
            return Use(iri or attribute.iri, attribute, language)
        if relation is None:
            return None
        if language or relation.derived:
            raise self._fault(f"{key}: {name} {'is a relation, which has no language' if language else 'is computed and never accepted as input'}")
        carried = tuple((self._carried(relation, part, key), self._template(text, f"{key}.edge.{part}")) for part, text in edge.items())
        return Use(relation.iri, relation=relation, backward=not self._words.is_written(relation), edge=carried)

    def _check_attribute(self, attribute: Attribute, language: str, edge: Mapping[str, Any], key: str) -> None:
        if attribute.derived:
            raise self._fault(f"{key}: {attribute.name} is computed and never accepted as input")
        if language and not attribute.localized:
            raise self._fault(f"{key}: {attribute.name} has no languages")
        if edge:
            raise self._fault(f"{key}.edge: {attribute.name} is no relation")

    def _carried(self, relation: Relation, name: str, key: str) -> Attribute:
        iri = self._iri(name, key) if ":" in name else ""
        for attribute in relation.edge:
            if name == attribute.name or iri in attribute.iris:
                return attribute
        known = [attribute.name for attribute in relation.edge]
        raise self._fault(f"{key}.edge.{name}: {relation.name} carries {', '.join(known) or 'nothing'}{_nearest(name, known)}")

    def _check_lookups(self, table: Table, tables: Sequence[Table]) -> None:
        names = [other.name for other in tables]
        for column in table.columns:
            if column.lookup and names.count(column.lookup[0]) != 1:
                several = "several tables have" if column.lookup[0] in names else "no table has"
                raise self._fault(f"columns.{column.path}.lookup: {several} the name {column.lookup[0]!r}{_nearest(column.lookup[0], names)}")

    # values

    def _iri(self, name: str, key: str) -> str:
        try:
            return Conversions(self._prefixes).iri(name)
        except BadIri as error:
            raise self._fault(f"{key}: {error}") from error

    def _template(self, text: Any, key: str) -> Template:
        template = Template.of(self._is(text, str, key))
        if "" in template.fields or any(mark in part for part in template.texts for mark in "{}"):
            raise self._fault(f"{key} {text!r} is no template: write {{column}}")
        return template

    def _texts(self, given: Any, key: str) -> list[str]:
        return [self._is(member, str, key) for member in (given if isinstance(given, list) else [given])]

    def _get(self, given: Mapping[str, Any], key: str, kind: type[T] | None = None, default: T | None = None, at: str = "") -> T:
        """A key's value; where there is no default it has to be there."""
        value = given.get(key, default)
        if value is None:
            raise self._fault(f"{at}{key} is missing")
        return self._is(value, kind, at + key) if kind else cast("T", value)

    def _is(self, value: Any, kind: type[T], key: str) -> T:
        if not isinstance(value, kind):
            raise self._fault(f"{key} is {value!r}, expected {_WORDS[kind]}")
        return value

    def _known(self, given: Mapping[str, Any], keys: Sequence[str], at: str = "") -> None:
        for key in given:
            if key not in keys:
                raise self._fault(f"unknown key {at}{key}{_nearest(key, keys)}; possible: {', '.join(keys)}")

    def _fault(self, text: str) -> MappingInvalid:
        return MappingInvalid(f"{self._name}: {self._at}{text}")


def _takes_iri(use: Use) -> bool:
    return use.relation is not None or (use.attribute is not None and use.attribute.datatype == "URI")


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1)
    return f"; did you mean {close[0]}?" if close else ""
