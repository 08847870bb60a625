"""Descriptions of types and fields, from the ontology's labels, comments and limits."""

from schema.model import Attribute, Class, Concept, Enum, Relation, Texts

LIMITS = (
    ("min_length", "minimum length {}"),
    ("max_length", "maximum length {}"),
    ("min_inclusive", "at least {}"),
    ("max_inclusive", "at most {}"),
    ("min_exclusive", "more than {}"),
    ("max_exclusive", "less than {}"),
    ("pattern", "matches `{}`"),
)
"""Limits of an attribute that a description tells, in this order."""


def in_english(texts: Texts) -> str | None:
    """The English text, else the one without a language, else the first by language."""
    for language in ("en", *sorted(tag for tag in texts if tag.startswith("en-")), "", *sorted(texts)):
        if language in texts:
            return texts[language]
    return None


def describe_class(cls: Class) -> str:
    """What an instance is, and its IRI."""
    return _lines(_head(cls.name, cls.labels, cls.comments), cls.iri)


def describe_attribute(attribute: Attribute) -> str:
    """Meaning, limits and IRI."""
    limits = [text.format(value) for name, text in LIMITS if (value := getattr(attribute, name)) is not None]
    return _lines(_head(attribute.name, attribute.labels, attribute.comments), attribute.iri, [*_counts(attribute), *limits])


def describe_relation(relation: Relation) -> str:
    """Meaning, limits and IRI."""
    # The texts are those of the property, which may say the opposite of how this field reads it.
    head = _head(relation.name, relation.labels, relation.comments)
    return _lines(f"Read backwards: {head}" if head and relation.direction == "in" else head, relation.iri, _counts(relation))


def describe_enum(enum: Enum) -> str:
    """Meaning and IRI."""
    return _lines(_head(enum.name, enum.labels, enum.comments), enum.iri)


def describe_concept(concept: Concept) -> str:
    """Meaning and IRI."""
    return _lines(_head(concept.name, concept.labels, concept.definitions), concept.iri)


def _head(name: str, labels: Texts, comments: Texts) -> str | None:
    label, comment = in_english(labels), in_english(comments)
    if comment and label and _plain(label) != _plain(name):
        return f"{label}: {comment}"
    return comment or label


def _plain(text: str) -> str:
    # "armed group" says no more than ArmedGroup or ARMED_GROUP.
    return "".join(filter(str.isalnum, text)).lower()


def _counts(rule: Attribute | Relation) -> list[str]:
    # One value and none are told by the type of the field.
    least = [f"at least {rule.min_count} values"] if rule.min_count > 1 else []
    return [*least, f"at most {rule.max_count} values"] if rule.max_count and rule.max_count > 1 else least


def _lines(head: str | None, iri: str | None, limits: list[str] | None = None) -> str:
    told = ", ".join(limits or ())
    lines = (head, told and f"Limits: {told}.", iri and f"IRI: {iri}")
    return "\n".join(line for line in lines if line)
