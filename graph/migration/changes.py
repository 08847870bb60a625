"""What differs between two ontologies, as a person calls it, and where the data that it concerns is stored."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from graph.cypher.quote import quote
from graph.migration.examine import TIMEOUT, bounds
from graph.migration.terms import Terms
from graph.store import Statement, Store
from graph.vocabulary import Vocabulary, last_part
from schema.model import Attribute, Class, Model, Relation

About = Literal["class", "attribute", "relation", "value"]


_LIKE = 0.5
"""How much alike two terms look, from 0 to 1, of which one may have become the other."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one term; `where` are statements that count the nodes or relationships of the old ontology that it concerns."""

    about: About
    term: str
    text: str
    where: tuple[Statement, ...] = ()


async def count(store: Store, change: Change) -> int:
    """Return how many nodes or relationships a change concerns."""
    return sum([(await store.rows(*statement, TIMEOUT))[0][0] for statement in change.where])


def changes(terms: Terms) -> list[Change]:
    """Return every change, by kind of term."""
    return [*_classes(terms), *_attributes(terms), *_relations(terms), *_values(terms)]


def _instances(labels: Sequence[str]) -> tuple[Statement, ...]:
    return ((f"MATCH (n:{'|'.join(map(quote, labels))}) RETURN count(n)", {}),) if labels else ()


def _holders(labels: Sequence[str], name: str) -> tuple[Statement, ...]:
    return ((f"MATCH (n:{'|'.join(map(quote, labels))}) WHERE n.{quote(name)} IS NOT NULL RETURN count(n)", {}),) if labels else ()


def _links(kind: str) -> tuple[Statement, ...]:
    return ((f"MATCH ()-[r:{quote(kind)}]->() RETURN count(r)", {}),)


def _hint(words: Vocabulary, iri: str, gone: Mapping[str, str]) -> str:
    """What may have been meant, where a term was added while one that looks like it was dropped."""
    near = get_close_matches(last_part(iri).lower(), {last_part(old).lower(): old for old in gone}, 1, _LIKE)
    old = next((old for old in gone if near and last_part(old).lower() == near[0]), None)
    return f"; if it is what {words.compact(old)} was, add cg:formerly {words.compact(old)}" if old else ""


# classes


def _classes(terms: Terms) -> Iterator[Change]:
    words, now = terms.after, {name: old for old, name in terms.classes.items()}
    gone = {cls.iri: name for name, cls in terms.old.classes.items() if cls.iri and name not in terms.classes}
    for iri, name in gone.items():
        yield Change("class", words.compact(iri), f"{name} is dropped", _instances([name]))
    for cls in terms.new.classes.values():
        if cls.iri and cls.name not in now:
            yield Change("class", words.compact(cls.iri), f"{cls.name} is added{_hint(words, cls.iri, gone)}")
        elif cls.iri:
            old = terms.old.classes[now[cls.name]]
            where = _instances([old.name])
            yield from (Change("class", words.compact(cls.iri), text, where) for text in _class_texts(terms, old, cls))


def _class_texts(terms: Terms, old: Class, new: Class) -> Iterator[str]:
    if old.name != new.name:
        yield f"{old.name} is renamed to {new.name}"
    elif old.iri != new.iri:
        yield f"has another IRI, was {terms.after.compact(old.iri or '')}"
    above = {terms.classes[name] for name in old.ancestors if name in terms.classes}
    inherited = {name for parent in new.parents for name in terms.new.classes[parent].ancestors if parent in above}
    if come := sorted(set(new.ancestors) - above - inherited):
        yield f"{new.name} is below {', '.join(come)} now"
    if left := sorted(above - set(new.ancestors)):
        yield f"{new.name} is no longer below {', '.join(left)}"
    if new.abstract and not old.abstract:
        yield f"{new.name} can have no instances of its own any more"
    names = {use.name: terms.attribute(use, _by_iri(new)) for use in old.attributes.values()}
    keys = {tuple(sorted(names.get(name) or "" for name in key)) for key in old.keys}
    yield from (f"{new.name} has the new key {', '.join(key)}" for key in new.keys if key not in keys)
    yield from (f"{new.name} no longer has the key {', '.join(key)}" for key in keys - {*new.keys} if "" not in key)


def _by_iri(cls: Class) -> dict[str, str]:
    return {iri: use.name for use in cls.attributes.values() for iri in use.iris}


# attributes and relations: compared class by class, told once for the topmost


def _attributes(terms: Terms) -> Iterator[Change]:
    words, old, new = terms.after, _owned(terms.old), _owned(terms.new)
    gone = {iri: use.name for iri, (use, _) in old.items() if not any(terms.iri(other) in new for other in use.iris)}
    for iri, (use, owners) in old.items():
        if iri in gone:
            yield Change("attribute", words.compact(iri), f"{use.name} is dropped", _holders(owners, use.name))
    for iri, (use, owners) in new.items():
        before = next((old[former] for former in old if terms.iri(former) == iri), None)
        if before is None and iri == use.iri:
            yield Change("attribute", words.compact(iri), f"{use.name} is added{_required(use)}{_hint(words, iri, gone)}", ())
        elif before is not None:
            where = _holders(before[1], before[0].name)
            left = [name for owner in before[1] for name in terms.place(owner) if iri not in _by_iri(terms.new.classes[name])]
            texts = [*_attribute_texts(before[0], use), *(f"{name} no longer has {use.name}" for name in left), *_tighter(terms, before[0], use, owners)]
            yield from (Change("attribute", words.compact(iri), text, where) for text in texts)


def _owned(model: Model) -> dict[str, tuple[Attribute, list[str]]]:
    """Property IRI to the attribute as the first class has it, and the topmost classes that have it."""
    found: dict[str, tuple[Attribute, list[str]]] = {}
    for cls in model.classes.values():
        above = {iri for parent in cls.parents for iri in _by_iri(model.classes[parent])}
        for use in cls.attributes.values():
            if use.iri not in above:
                found.setdefault(use.iri, (use, []))[1].append(cls.name)
    return found


def _required(use: Attribute | Relation) -> str:
    return ", and required" if use.required and use.name != "name" else ""


def _attribute_texts(old: Attribute, new: Attribute) -> Iterator[str]:
    if old.name != new.name:
        yield f"{old.name} is renamed to {new.name}"
    if old.datatype != new.datatype:
        yield f"{new.name} is {new.datatype}, was {old.datatype}"
    if old.localized != new.localized:
        yield f"{new.name} has {'languages' if new.localized else 'no languages any more'}"
    if old.fulltext != new.fulltext:
        yield f"{new.name} is {'found by search now' if new.fulltext else 'no longer found by search'}"
    if old.many != new.many:
        yield f"{new.name} has {'several values' if new.many else 'one value'} now"


def _tighter(terms: Terms, old: Attribute, new: Attribute, owners: Sequence[str]) -> Iterator[str]:
    """What is asked of values now that was not before, by class."""
    told: set[str] = set()
    for owner in owners:
        for name in (owner, *terms.new.classes[owner].descendants):
            use = terms.new.classes[name].attributes[new.name]
            before = [terms.old.classes[one].attributes.get(old.name) for one, now in terms.classes.items() if now == name]
            asked = [text for one in before if one for text in _limits(one, use)]
            if asked and (text := ", ".join(asked)) not in told:
                told.add(text)
                yield f"{new.name} of {name}: {text}"


def _limits(old: Attribute, new: Attribute) -> Iterator[str]:
    if new.required and not old.required:
        yield "required now"
    if (new.max_count or 0) > 1 and (old.max_count is None or old.max_count > (new.max_count or 0)):
        yield f"at most {new.max_count}"
    for name in ("pattern", "min_length", "max_length", "min_inclusive", "max_inclusive", "min_exclusive", "max_exclusive"):
        before, now = getattr(old, name), getattr(new, name)
        if now is not None and now != before:
            yield f"{name.replace('_', ' ')} {now}" + (f", was {before}" if before is not None else "")


def _relations(terms: Terms) -> Iterator[Change]:
    words = terms.after
    gone = {before[0].iri: kind for kind, (before, now) in terms.relations.items() if now is None}
    for iri, kind in gone.items():
        yield Change("relation", words.compact(iri), f"{terms.relations[kind][0][0].name} ({kind}) is dropped", _links(kind))
    known = {now[0].iri for _, now in terms.relations.values() if now}
    for kind, (relation, _) in Terms(terms.new, terms.new).relations.items():
        if relation[0].iri not in known:
            yield Change("relation", words.compact(relation[0].iri), f"{relation[0].name} ({kind}) is added{_hint(words, relation[0].iri, gone)}")
    for kind, (before, now) in terms.relations.items():
        if now:
            where = _links(kind)
            yield from (Change("relation", words.compact(now[0].iri), text, where) for text in _relation_texts(terms, before[0], now[0]))
            left = sorted(owner for owner in before[1] if terms.place(owner).isdisjoint(now[1]))
            yield from (Change("relation", words.compact(now[0].iri), f"{owner} no longer has {now[0].name}", where) for owner in left)


def _relation_texts(terms: Terms, old: Relation, new: Relation) -> Iterator[str]:
    if old.name != new.name:
        yield f"{old.name} is renamed to {new.name}"
    if old.type != new.type:
        yield f"{new.name} is stored as {new.type}, was {old.type}"
    if old.direction != new.direction:
        yield f"{new.name} leads {_ways(new)}, was {_ways(old)}"
    if new.target not in terms.place(old.target):
        yield f"{new.name} leads to {new.target}, was {old.target}"
    if bounds(old) != bounds(new):
        (least, most), was = bounds(new), bounds(old)
        yield f"{new.name} has {least} to {most or 'any number'}, was {was[0]} to {was[1] or 'any number'}"
    names = {use.name: terms.attribute(use, {iri: edge.name for edge in new.edge for iri in edge.iris}) for use in old.edge}
    yield from (f"{new.name} no longer carries {name}" for name, now in names.items() if now is None)
    yield from (f"{new.name} carries {now}, was {name}" for name, now in names.items() if now and now != name)


def _ways(relation: Relation) -> str:
    return {"out": "one way", "in": "the other way", "both": "both ways"}[relation.direction]


# values of lists


def _values(terms: Terms) -> Iterator[Change]:
    news = [use for use, _ in _owned(terms.new).values()]
    told: dict[tuple[str, str], list[Statement]] = {}
    for use, owners in _owned(terms.old).values():
        new = next((new for new in news if not set(map(terms.iri, use.iris)).isdisjoint(new.iris)), None)
        notations = terms.notations(use, new) if new else {}
        for concept in terms.old.enums[use.enum].concepts if use.enum and new else ():
            now = notations.get(concept.notation)
            if now != concept.notation:
                text = f"{concept.notation} is dropped" if now is None else f"{concept.notation} is stored as {now}"
                held = f"MATCH (n:{'|'.join(map(quote, owners))}) WHERE $value IN [] + n.{quote(use.name)} RETURN count(n)"
                term = terms.after.compact(concept.iri) if concept.iri else str(use.enum)
                told.setdefault((term, text), []).append((held, {"value": concept.notation}))
    yield from (Change("value", term, text, tuple(where)) for (term, text), where in told.items())
