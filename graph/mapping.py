"""The mapping file: what the columns of tables mean.

    [[table]]                              one for each kind of resource that a row tells of
    file = "groups*.csv"                   which files
    class = "ArmedGroup"                   a name, a compact IRI, or {column = "kind", values = {group = "ArmedGroup"}}
    id = "id:{slug}"                       the resource's IRI: a template
    columns.founded = "foundedOn"          column to property
    columns."name ru" = "name@ru"          in a language
    columns.base = {property = "basedIn", link = "id:{value}"}
    set.note = "from {source}, page {page}"

Template     text with `{column}`; a column of nothing makes nothing of it
Column       what one column becomes; `uses` tells it for each class that a row may have
Table        one `[[table]]`
Tables       all of them, with the data files that they are used for

`docs/tables.md` tells it to people.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schema.model import Attribute, Class, Model, Relation

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_UNSAFE = re.compile("[^A-Za-z0-9._~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd-]")


Find = Callable[[str, str, str], str]
"""From a table, a column of it and a value to the IRI of the row that has it; ValueError if there is none."""


@dataclass(frozen=True)
class Template:
    """Text with placeholders: `texts` around `fields`, one more of them."""

    texts: tuple[str, ...]
    fields: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Template":
        """Read one.

        >>> Template.of("id:{country}-{#}")
        Template(texts=('id:', '-', ''), fields=('country', '#'))
        """
        parts = _PLACEHOLDER.split(text)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    def fill(self, value_of: Callable[[str], str | None]) -> str | None:
        """Return the text with the fields' values in it; None if one of them has none."""
        return self._fill(value_of, str)

    def iri(self, value_of: Callable[[str], str | None]) -> str | None:
        """Return the IRI with the fields' values in it, encoded where they stand among other text; None if one of them has none."""
        return self._fill(value_of, encoded if any(self.texts) else str)

    def _fill(self, value_of: Callable[[str], str | None], encode: Callable[[str], str]) -> str | None:
        found = [value_of(name) for name in self.fields]
        values = [encode(value) for value in found if value is not None]
        return "".join(part for pair in zip(self.texts, [*values, ""], strict=True) for part in pair) if len(values) == len(found) else None


def encoded(text: str) -> str:
    """Return a text as a part of an IRI (RFC 3987): what is not unreserved is percent-encoded, letters of all scripts stay.

    >>> encoded("Легион 1/2")
    'Легион%201%2F2'
    """
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass")), text)


@dataclass(frozen=True)
class Use:
    """What a property is in one class: an attribute, in a `language`, or a relation, `backward` if it is told from its other end.

    `edge` are the attributes that the relation carries, each with a template.
    """

    iri: str
    attribute: Attribute | None = None
    language: str = ""
    relation: Relation | None = None
    backward: bool = False
    edge: tuple[tuple[Attribute, Template], ...] = ()


@dataclass(frozen=True)
class Column:
    """What becomes of a column, or (`path` is "") of templates alone; messages call it by `label`. `lookup` is a table's name and a column of it."""

    label: str
    path: str
    uses: Mapping[str, Use]
    templates: tuple[Template, ...] = ()
    split: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    lookup: tuple[str, str] | None = None

    @property
    def fields(self) -> set[str]:
        """The columns that it needs, those of a `{value}` aside."""
        edges = {name for use in self.uses.values() for _, template in use.edge for name in template.fields}
        found = {name for template in self.templates for name in template.fields} | edges
        return {name for name in found if not is_value(name)} | ({self.path} if self.path else set())


def is_value(name: str) -> bool:
    """Whether a placeholder stands for the value at hand, or a part of it."""
    return name == "value" or name.startswith("value.")


@dataclass(frozen=True)
class Dialect:
    """How a file with columns is written; `header` are the columns' names where the file does not have them."""

    delimiter: str = ""
    quote: str = '"'
    encoding: str = "utf-8"
    header: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One kind of resource in some files; `kind` is the column that tells the class, and `classes` are the names of classes by its values ("": always)."""

    name: str
    files: tuple[str, ...]
    id: Template
    kind: str
    classes: Mapping[str, Class]
    columns: tuple[Column, ...]
    each: str
    dialect: Dialect
    empty: frozenset[str]

    def is_for(self, path: str) -> bool:
        """Whether it is for a file."""
        return any(Path(path.removesuffix(".gz")).match(pattern) or Path(path).match(pattern) for pattern in self.files)

    @property
    def fields(self) -> set[str]:
        """The columns that it needs."""
        found = {*self.id.fields}.union(*(column.fields for column in self.columns))
        return (found | ({self.kind} if self.kind else set())) - {"#"}


@dataclass
class Tables:
    """A mapping file, by its name, for one load; `iri` makes a full IRI of any.

    `files` are those that are loaded with it (path, name, suffix), as they are opened, and `find` looks up keys in them.
    """

    name: str
    model: Model
    tables: tuple[Table, ...]
    iri: Callable[[str], str]
    files: list[tuple[Path, str, str]] = field(default_factory=list)
    find: Find | None = None
