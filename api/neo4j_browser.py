"""What Neo4j Browser takes from here: `/style.grass`, made from the Model, and `/guides/claimgraph`, made of the favourites in `static/neo4j/`.

    :play  http://127.0.0.1:8000/guides/claimgraph
    :style http://127.0.0.1:8000/style.grass

Browser (5.24) fetches both from another origin, and asks beforehand whether it may: `api.middleware.FOR_ALL`. In a style a rule matches every node that has its labels, and
later rules prevail: those of superclasses stand before those of their subclasses, as in the Model.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from itertools import repeat
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from api.colours import INK, NOTHING, darker, fill_of, is_said
from api.ontology_page import cypher_of
from api.pages import Html, page
from graph.evidence import claimable
from graph.world import BEARS_ON, CONFLICTS_WITH
from schema.model import CG, Class, Model

FAVOURITES = Path(__file__).parent / "static" / "neo4j"
LINE, CLAIMED, APART = "#7b8794", "#2f5488", "#a9b1bb"
"""Colours of relationships: others, those that claims may project, those of the evidence layer."""
SIZES = {CG + "Claim": 44, CG + "Proposition": 54}
THING, SMALL = 60, 36
"""Diameters in pixels: of what is in the world, and of what is only evidence."""
_NAMES = re.compile(r"(?<=:)[A-Z]\w*(?:\|[A-Z]\w*)*")
WEIGHED = {BEARS_ON, CONFLICTS_WITH}
"""Types that are made when claims are weighed, and that no Model has."""


@dataclass(frozen=True)
class Favourite:
    """A query as one keeps it in Neo4j Browser: a title, a word about it, and the Cypher."""

    file: str
    title: str
    about: str
    cypher: str

    @property
    def names(self) -> frozenset[str]:
        """The labels and types that it asks for."""
        return frozenset(name for names in _NAMES.findall(self.cypher) for name in names.split("|"))


async def style(request: Request) -> Response:
    """Return the style of nodes and relationships."""
    return PlainTextResponse(style_of(request.app.state.backend.ontology.model), headers={"Cache-Control": "no-cache"})


async def guide(request: Request) -> Response:
    """Return the guide."""
    return guide_of(request.app.state.backend.ontology.model, str(request.base_url).rstrip("/"))


async def packed_favourites(_: Request) -> Response:
    """Return all favourites in one file, as Browser takes it when it is dropped there."""
    return Response(_packed(), media_type="application/zip", headers={"Content-Disposition": 'attachment; filename="claimgraph-favourites.zip"'})


@cache
def _packed() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        for path in sorted(FAVOURITES.glob("*.cypher")):
            packed.writestr(ZipInfo(f"claimgraph/{path.name}"), path.read_bytes())
    return file.getvalue()


# the style


def style_of(model: Model) -> str:
    """Return the style for what is made of a Model: a rule for each label, one for each type.

    Only what Browser's reader of styles knows: no comments, and `:` and `;` nowhere but between names and values.
    """
    rules = {"node": _node(NOTHING, SMALL), "relationship": _relationship(LINE, "<type>")}
    for cls in model.classes.values():
        rules[f"node.{cls.name}"] = _node(fill_of(cls, model), _size(cls, model))
    for kind, told in _types(model).items():
        rules[f"relationship.{kind}"] = _relationship(CLAIMED, f"{kind} {{status}}") if told else _relationship(APART, "<type>")
    return "".join(f"{selector} {{\n{''.join(f'  {name}: {value};{chr(10)}' for name, value in rule.items())}}}\n\n" for selector, rule in rules.items())


def _node(fill: str, diameter: int) -> Mapping[str, str]:
    return {
        "color": fill,
        "border-color": darker(fill),
        "border-width": "2px",
        "text-color-internal": INK,
        "diameter": f"{diameter}px",
        "font-size": "10px",
        "caption": "'{name}'",
    }


def _relationship(colour: str, caption: str) -> Mapping[str, str]:
    return {
        "color": colour,
        "shaft-width": "1px" if colour == APART else "2px",
        "font-size": "7px" if colour == CLAIMED else "8px",  # with its status, it is long
        "padding": "3px",
        "text-color-external": INK,
        "text-color-internal": "#ffffff",
        "caption": f"'{caption}'",
    }


def _size(cls: Class, model: Model) -> int:
    return SIZES.get(cls.iri or "", SMALL) if is_said(cls, model) else THING


def _types(model: Model) -> dict[str, bool]:
    """Each relationship type of the evidence layer (False) and each that claims may project (True)."""
    said = [cls for cls in model.classes.values() if is_said(cls, model)]
    apart = {relation.type for cls in said for relation in cls.relations.values() if relation.direction == "out"}
    if not model.has_evidence:
        return dict.fromkeys(sorted(apart), False)
    apart |= WEIGHED
    told = {relation.type for relation, _ in claimable(model).values()}
    return {kind: kind not in apart for kind in sorted(apart | told)}


# the guide


@cache
def favourites() -> tuple[Favourite, ...]:
    """Return the favourites in the order of their file names."""
    return tuple(_favourite(path) for path in sorted(FAVOURITES.glob("*.cypher")))


def _favourite(path: Path) -> Favourite:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line.removeprefix("//").strip() for line in lines if line.startswith("//")]
    return Favourite(path.name, comments[0], " ".join(comments[1:]), "\n".join(line for line in lines if not line.startswith("//")))


def fitting(model: Model) -> Iterator[Favourite]:
    """Yield the favourites that a Model has all names for."""
    relations = {relation.type for cls in model.classes.values() for relation in cls.relations.values()}
    known = {*model.classes, *relations, *(WEIGHED if model.has_evidence else ())}
    return (one for one in favourites() if one.names <= known and (model.has_evidence or "proposition" not in one.cypher))


def guide_of(model: Model, address: str) -> Response:
    """Return the guide for a Model, for a server at an address; where nothing is claimed, it shows the classes one by one."""
    shown = list(fitting(model))
    slides = [*map(_slide, shown), *(() if model.has_evidence else map(_class_slide, model.classes.values(), repeat(model)))]
    return page("guide.html", style=f"{address}/style.grass", address=address, slides=Html("".join(slides)), files=_files(shown, address))


def _class_slide(cls: Class, model: Model) -> str:
    return _slide(Favourite("", cls.name, cls.comments.get("en", ""), cypher_of(cls, model)))


def _slide(one: Favourite) -> str:
    about = f"<p>{_with_code(one.about)}</p>" if one.about else ""
    return f'<slide class="row-fluid"><div class="col-sm-12"><h3>{escape(one.title)}</h3>{about}<pre class="code runnable">{escape(one.cypher)}</pre></div></slide>\n'


def _with_code(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))


def _files(shown: Iterable[Favourite], address: str) -> Html:
    rows = (f'<li><a href="{escape(address)}/static/neo4j/{escape(one.file)}" target="_blank">{escape(one.file)}</a> {escape(one.title)}</li>' for one in shown)
    return Html("".join(rows))
