"""The properties of a node (or of a relationship) from what data says and what is stored already.

A load adds: a property with one value is replaced, one with several gains those that it lacks, a language that data does not mention stays.
So the same data a second time changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.edtf import edtf_bounds, lasting
from graph.literals import languages, stored, stored_link
from graph.told import Literal
from graph.vocabulary import Shape
from schema.model import Attribute, Model

Values = dict[str, dict[str, list[Any]]]
"""Property IRI to language ("" where there is none) to stored values, of one attribute."""


def read_values(uses: tuple[Attribute, ...], literals: Iterable[Literal], links: Iterable[str], model: Model) -> Iterator[tuple[str, Any, str, str]]:
    """Yield (language, stored value, "", "") for each value that fits and ("", None, fault, text) for each that does not."""
    first = uses[0]
    for literal in literals:
        try:
            if literal.language and not first.localized and first.datatype == "String":
                raise ValueError(f'has the language "{literal.language}", expected a text without')
            values = [stored(use, literal, model) for use in uses]
            yield (literal.language if first.localized else ""), values[0], "", ""
        except ValueError as error:
            yield "", None, f'"{_cut(literal.text)}" {error}', literal.text
    for link in links:
        try:
            yield "", [stored_link(use, link, model) for use in uses][0], "", ""
        except ValueError as error:
            yield "", None, f"<{_cut(link)}> {error}", link


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def properties(attribute: Attribute, values: Values, old: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the Neo4j properties of one attribute and "" or what is wrong with the number of its values."""
    if attribute.localized:
        return _localized(attribute, values, old)
    given = _one_source(attribute, values).get("", [])
    if attribute.many:
        merged = list(dict.fromkeys([*old.get(attribute.name, ()), *given]))
        return {attribute.name: merged, **bounds(attribute, merged)}, ""
    fault = f"has {len(given)} values, one is possible" if len(given) > 1 else ""
    return {attribute.name: given[0], **bounds(attribute, given[:1])}, fault


def _one_source(attribute: Attribute, values: Values) -> dict[str, list[Any]]:
    """The values by language, each without repetition; of several properties that mean the same, a single value comes from the first that has it."""
    if len(values) == 1:
        ((_, only),) = values.items()
        return only if all(len(members) == 1 for members in only.values()) else {language: list(dict.fromkeys(members)) for language, members in only.items()}
    chosen: dict[str, list[Any]] = {}
    for iri in attribute.iris:
        for language, members in values.get(iri, {}).items():
            if attribute.many or language not in chosen or iri == attribute.iris[0]:
                chosen[language] = list(dict.fromkeys([*chosen.get(language, ()), *members]))
    return chosen


def surplus(attribute: Attribute, values: Values) -> dict[str, list[Any]]:
    """Return by language the values that `properties` leaves out, since another property that means the same goes before (skos:prefLabel before foaf:name)."""
    chosen = _one_source(attribute, values)
    left: dict[str, list[Any]] = {}
    for by_language in values.values():
        for language, members in by_language.items():
            left.setdefault(language, []).extend(member for member in members if member not in chosen[language])
    return {language: members for language, members in left.items() if members}


def _localized(attribute: Attribute, values: Values, old: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    name = attribute.name
    by_key = {f"{name}@{language}": members for language, members in _one_source(attribute, values).items()}
    if attribute.many:
        found: dict[str, Any] = {key: list(dict.fromkeys([*old.get(key, ()), *members])) for key, members in by_key.items()}
        merged = {**{key: old[key] for key in languages(name, old)}, **found}
        shown: Any = list(dict.fromkeys(value for key in languages(name, merged) for value in merged[key]))
        return {**found, name: shown}, ""
    found = {key: members[0] for key, members in by_key.items()}
    merged = {**{key: old[key] for key in languages(name, old)}, **found}
    several = [key.partition("@")[2] or "no language" for key, members in by_key.items() if len(members) > 1]
    fault = f"has several values in one language ({', '.join(several)}), one is possible" if several else ""
    return {**found, name: merged[languages(name, merged)[0]]}, fault


def bounds(attribute: Attribute, texts: list[str]) -> dict[str, Any]:
    """The first and last day of imprecise dates, null where open; and for those that last long, what a search finds them by."""
    if attribute.datatype != "EDTF":
        return {}
    firsts, lasts = zip(*(edtf_bounds(text) for text in texts), strict=True)
    earliest, latest = None if None in firsts else min(firsts), None if None in lasts else max(lasts)
    name = attribute.name
    return {f"{name}Earliest": earliest, f"{name}Latest": latest, f"{name}Lasting": lasting(earliest, latest)}


def count(attribute: Attribute, state: Mapping[str, Any]) -> int:
    """Return how many values a node has for an attribute."""
    keys = languages(attribute.name, state) if attribute.localized else [attribute.name]
    members = [state[key] for key in keys if state.get(key) is not None]
    return sum(len(member) if isinstance(member, list) else 1 for member in members)


def count_fault(attribute: Attribute, state: Mapping[str, Any]) -> str:
    """Return "" or how the number of values breaks the attribute's limits.

    `name` is always there to be read, for the last part of the IRI stands in; only a count in the ontology makes data give one.
    """
    least = max(attribute.min_count, int(attribute.required and attribute.name != "name"))
    found = count(attribute, state)
    if found < least:
        return "is missing" if least == 1 else f"has {found} values, at least {least} are required"
    if attribute.max_count is not None and found > attribute.max_count and not (attribute.localized and attribute.max_count == 1):
        return f"has {found} values, at most {attribute.max_count} are possible"
    return ""


def search_text(shape: Shape, state: Mapping[str, Any]) -> list[str]:
    """Return every searchable text of a node, each once."""
    texts: list[str] = []
    tagged = [key for key in state if "@" in key]  # a node has few: to look through all of them for each name takes a tenth of a load's check
    for name in shape.searched:
        for key in (shape.uses[name][0].localized and languages(name, tagged)) or [name]:
            value = state.get(key)
            texts.extend(value if isinstance(value, list) else [value] if value is not None else [])
    return list(dict.fromkeys(texts)) or [state["name"]]
