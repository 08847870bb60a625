"""IRIs to GraphQL names: words, letter cases, plurals, and who yields when two terms want the same name.

Rules:

* `cg:name` wins. Else the name is the local part of the IRI (after the last `#` or `/`, percent-decoded, in ASCII), split where it is neither
  letter nor digit: classes in PascalCase, fields in camelCase, acronyms kept (`FSBOffice`, `fsbOffice`, `hasURL`). Opaque identifiers
  (`Q42`, `P31`, `BFO_0000001`) stay as they are. A leading digit gets `_` in front.
* When several terms want one name, claimgraph's own keeps it (the evidence layer is addressed by name), else the one in the ontology's own namespace;
  the others get their prefix in front (`FoafPerson`, `foafPerson`), and so does whoever wants a reserved name. A namespace without prefix lends its
  last part. Still a clash: NameClash.
* The plural of a root field is `cg:plural` in camelCase, else the English plural of the last word; where that is no new name (`series`), or taken, `List` is added.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from anyascii import anyascii

from schema.errors import NameClash, OntologyError
from schema.plurals import plural
from schema.triples import CG, namespace_of

_VALID = re.compile(r"(?!__)[_A-Za-z][_0-9A-Za-z]*\Z")
_OPAQUE = re.compile(r"([A-Z]+[0-9]+|[A-Za-z]+_[0-9]+)\Z")
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def local_part(iri: str) -> str:
    """The end of the IRI, percent-decoded: `Person` of `http://xmlns.com/foaf/0.1/Person`."""
    trimmed = iri.rstrip("#/")
    return unquote(trimmed[len(namespace_of(trimmed)) :])


def _words(text: str) -> list[str]:
    """ASCII words; a run of words all in capitals is read as `Like This`."""
    words = [w for w in re.split(r"[^0-9A-Za-z]+", re.sub("['’ʹ]", "", anyascii(text))) if w]
    return [w.capitalize() for w in words] if len(words) > 1 and all(w.isupper() for w in words) else words


def _upper_first(word: str) -> str:
    return word[:1].upper() + word[1:]


def lower_first(word: str) -> str:
    """The leading capitals in lower case, an acronym as a whole: `FSBOffice` to `fsbOffice`, `URL` to `url`."""
    capitals = re.match(r"[A-Z]+", word)
    length = len(capitals[0]) if capitals else 0
    if length > 1 and word[length : length + 1].islower():
        length -= 1
    return word[:length].lower() + word[length:]


def _no_digit_first(name: str) -> str:
    return "_" + name if name[:1].isdigit() else name


def pascal(text: str) -> str:
    """A class's name: `armed-group` to `ArmedGroup`. Empty when the text has no letter or digit."""
    return text if _OPAQUE.match(text) else _no_digit_first("".join(map(_upper_first, _words(text))))


def camel(text: str) -> str:
    """A field's name: `based_in` to `basedIn`. Empty when the text has no letter or digit."""
    if _OPAQUE.match(text):
        return text
    words = _words(text)
    return _no_digit_first("".join([*map(lower_first, words[:1]), *map(_upper_first, words[1:])]))


def upper_snake(text: str) -> str:
    """A relationship type or an enum value: `basedIn` to `BASED_IN`."""
    return _no_digit_first("_".join(_WORD_START.sub("_", word) for word in _words(text)).upper())


def singular_field(class_name: str) -> str:
    """The root field for one: `ArmedGroup` to `armedGroup`."""
    return lower_first(class_name)


@cache
def plural_field(class_name: str, phrase: str | None = None) -> str:
    """The root field for many, from `cg:plural` where it is given: `ArmedGroup` to `armedGroups`, `Series` to `seriesList`."""
    if phrase:
        return camel(phrase)
    singular = singular_field(class_name)
    *_, last = _WORD_START.split(singular)
    ending = plural(last.lower())
    several = singular[: len(singular) - len(last)] + last[:1] + ending[1:]
    return singular + "List" if several == singular else several


def given_name(text: str, iri: str) -> str:
    """A `cg:name`, checked: OntologyError when GraphQL or Cypher could not take it."""
    if not _VALID.match(text):
        raise OntologyError(f'<{iri}> has cg:name "{text}", which is no name: letters, digits and _ only, no digit and no __ first')
    return text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term and the name that it wants; `rank` 0 is claimgraph's own, 1 the ontology's own namespace, 2 any other."""

    iri: str
    name: str
    explicit: bool
    rank: int


class Namer:
    """Settles names in one ontology."""

    def __init__(self, prefixes: Mapping[str, str], own_namespace: str) -> None:
        self._prefixes, self._own = prefixes, own_namespace

    def want(self, iri: str, given: str | None, style: Callable[[str], str]) -> Wanted:
        """What the term would be called if it were alone; OntologyError when its IRI holds no usable name."""
        name = given_name(given, iri) if given else style(local_part(iri))
        if not name:
            raise OntologyError(f"<{iri}> ends in no letter or digit, so it has no name; give it one with cg:name")
        space = namespace_of(iri)
        return Wanted(iri, name, given is not None, 0 if space == CG else 1 if space == self._own else 2)

    def settle(self, wanted: Iterable[Wanted], reserved: Collection[str], style: Callable[[str], str], fold: Callable[[str], str] = str) -> dict[str, str]:
        """IRI to name, by the rules at the top; NameClash names both terms. Names that `fold` to the same clash."""
        groups: dict[str, list[Wanted]] = {}
        for want in sorted(wanted, key=lambda w: (not w.explicit, w.rank, w.iri)):
            groups.setdefault(fold(want.name), []).append(want)
        names = {group[0].iri: group[0].name for group in groups.values() if _keeps(group, group[0].name in reserved)}
        taken = {fold(name) for name in names.values()}
        for group in groups.values():
            for want in group:
                if want.iri not in names:
                    names[want.iri] = self._prefixed(want, group, style)
                    self._refuse(want, group, fold(names[want.iri]) in taken or names[want.iri] in reserved)
                    taken.add(fold(names[want.iri]))
        return names

    def _prefixed(self, want: Wanted, group: list[Wanted], style: Callable[[str], str]) -> str:
        prefix = None if want.explicit else self.prefix_of(want.iri)
        self._refuse(want, group, prefix is None)
        return style(f"{prefix} {want.name}")

    def _refuse(self, want: Wanted, group: list[Wanted], clashes: bool) -> None:
        rival = next((w.iri for w in group if w is not want), None)
        clash = f"would share the name {want.name} with <{rival}>" if rival else f"cannot be called {want.name}, which is reserved or taken"
        if clashes:
            raise NameClash(f"<{want.iri}> {clash}; give it another with cg:name")

    def prefix_of(self, iri: str) -> str | None:
        """The prefix with the longest namespace that begins the IRI, else the namespace's last part with a letter in it (`acl` of `.../ns/auth/acl#`)."""
        fitting = [(-len(space), prefix) for prefix, space in self._prefixes.items() if prefix and space and iri.startswith(space)]
        parts = re.split(r"[/#]+", namespace_of(iri).partition("://")[2])
        return min(fitting)[1] if fitting else next((part for part in reversed(parts) if any(map(str.isalpha, part))), None)


def _keeps(group: list[Wanted], reserved: bool) -> bool:
    """Whether the first of a group keeps the name: it stands alone, or above all others."""
    if reserved or (len(group) > 1 and group[1].explicit):
        return False
    first, *others = group
    return not others or first.explicit or (first.rank < 2 and first.rank < others[0].rank)
