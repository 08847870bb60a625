"""The values that a caller gave, as properties to be stored: a value takes the place of what was there, whole."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from graph.edtf import SUFFIXES
from graph.literals import check_point, languages, stored
from graph.parameters import Conversions
from graph.states import Values, properties
from graph.told import Literal
from schema.datatypes import DATATYPES, ENUM
from schema.model import Attribute, Model

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def given_properties(uses: Sequence[Attribute], given: Any, old: Mapping[str, Any], model: Model) -> tuple[dict[str, Any], list[str]]:
    """Return the properties of an attribute that are to be set (None: taken away) and what is wrong with the values. `uses` are those of all classes."""
    attribute = uses[0]
    gone = dict.fromkeys([*_keys(attribute, old)])
    if given is None or given == []:
        return gone, []
    values: Values = {attribute.iri: {}}
    faults: list[str] = []
    for language, text, one in _literals(attribute, given, faults, Conversions(model.prefixes).expanded):
        try:
            several = [check_point(one) if attribute.datatype == "Point" else stored(use, Literal(text, _datatype(use), language), model) for use in uses]
            values[attribute.iri].setdefault(language, []).append(several[0])
        except ValueError as error:
            faults.append(f'"{text[:60]}" {error}')
    if faults or not values[attribute.iri]:
        return {}, faults
    found, fault = properties(attribute, values, {})
    return {**gone, **found}, [fault] if fault else []


def _keys(attribute: Attribute, old: Mapping[str, Any]) -> Iterator[str]:
    """The properties by which an attribute is stored, of those that are there."""
    yield from (
        key for key in (attribute.name, *(f"{attribute.name}{bound}" for bound in SUFFIXES if attribute.datatype == "EDTF")) if old.get(key) is not None
    )
    yield from languages(attribute.name, old) if attribute.localized else ()


def _literals(attribute: Attribute, given: Any, faults: list[str], expand: Callable[[str], str]) -> Iterator[tuple[str, str, Any]]:
    """Language, lexical form and value of each."""
    for one in given if isinstance(given, list | tuple) else [given]:
        if attribute.datatype == "URI":
            yield "", expand(one), one
        elif not attribute.localized:
            yield "", _lexical(one), one
        elif one.get("lang") and not _LANGUAGE.fullmatch(one["lang"]):
            faults.append(f'has the language "{one["lang"][:20]}", which is no tag such as en or zh-Hant')
        elif one.get("value") is None:
            faults.append("has a text without `value`")
        else:
            yield (one.get("lang") or "").lower(), one["value"], one


def _lexical(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _datatype(attribute: Attribute) -> str:
    return "" if attribute.datatype == ENUM else DATATYPES[attribute.datatype].iris[0]
