"""The colours of classes, the same in the explorer, in Neo4j Browser and in the picture of the ontology."""

from schema.model import CG, EVIDENCE, ROOT, Class, Model

FILLS = ("#c9def7", "#f7d9b5", "#d3ead0", "#e6d7f2", "#f5cfd4", "#d0ecec", "#eee6b8")
"""Of the classes right below the root, in their order: the light ones of `static/explorer/look.js`."""
NOTHING, INK = "#dcdfe4", "#1d2733"
SAID = {CG + "Claim": "#ffffff", CG + "Proposition": "#fff3a6"}
"""Of the evidence layer, which the explorer does not draw as nodes."""


def fill_of(cls: Class, model: Model) -> str:
    """Return the colour of the class right below the root that a class belongs to."""
    tops = (name for name in (cls.name, *cls.ancestors) if name in model.things)
    top = next(tops, None) if cls.name != ROOT else None
    return FILLS[model.things.index(top) % len(FILLS)] if top else SAID.get(cls.iri or "", NOTHING)


def is_said(cls: Class, model: Model) -> bool:
    """Whether a class belongs to the evidence layer."""
    return any(model.classes[name].iri in EVIDENCE for name in (cls.name, *cls.ancestors))


def darker(colour: str) -> str:
    """Return a colour for the border of another.

    >>> darker("#c9def7")
    '#8c9bac'
    """
    return "#" + "".join(f"{int(colour[at : at + 2], 16) * 7 // 10:02x}" for at in (1, 3, 5))
