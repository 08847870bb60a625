"""The pages for people: explorer, about this server, GraphiQL, not found. Templates are plain HTML with `$name`; every value is escaped."""

import html
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from string import Template

from graphql import GraphQLSchema, parse, validate
from starlette.responses import HTMLResponse

HERE = Path(__file__).parent
GRAPHIQL = "graphiql-3.8.3"
YASGUI = "yasgui-4.6.2"
CYTOSCAPE = "cytoscape-3.35.0"
REACT = "react-18.3.1"
ABOUT_ANYTHING = """# The first resources of this graph, whatever they are
query Resources {
  resources(first: 20) {
    totalCount
    nodes { __typename id name types }
  }
}
"""
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, no inline script. GraphiQL's editor sets inline styles, and its style sheet holds fonts and icons as data."""
CYTOSCAPE_STYLE = b64encode(sha256(b".__________cytoscape_container { position: relative; }").digest()).decode()
"""The hash of the one style element that Cytoscape.js adds."""
EXPLORER_POLICY = CONTENT_SECURITY_POLICY.replace("'unsafe-inline'", f"'sha256-{CYTOSCAPE_STYLE}'").replace(" data:", "")
"""The explorer has no inline styles and no data in addresses."""


@cache
def _template(name: str) -> Template:
    return Template((HERE / "pages" / name).read_text(encoding="utf-8"))


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def page_body(name: str, /, **values: str) -> bytes:
    """Return a page as bytes; `values` are texts and are escaped, unless they are Html."""
    return _template(name).substitute({key: value if isinstance(value, Html) else html.escape(value) for key, value in values.items()}).encode()


def page(name: str, status: int = 200, policy: str = CONTENT_SECURITY_POLICY, /, **values: str) -> HTMLResponse:
    """Return a page; `values` as of `page_body`."""
    body = page_body(name, **values)
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache", "Vary": "Accept"}
    return HTMLResponse(body, status, headers)


def explorer_page(base: str, types: tuple[str, ...], documents: tuple[str, ...]) -> HTMLResponse:
    """Return the explorer, for what has IRIs below `base`; it searches these types, and asks these of its documents."""
    return page("explorer.html", 200, EXPLORER_POLICY, cytoscape=CYTOSCAPE, base=base, types=json.dumps(types), documents=json.dumps(documents))


def explorer_documents() -> dict[str, str]:
    """Return the GraphQL documents of the explorer by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HERE / "static" / "explorer" / "documents").glob("*.graphql"))}


def fitting_documents(schema: GraphQLSchema) -> tuple[str, ...]:
    """Return the names of the explorer's documents that fit a schema."""
    return tuple(name for name, text in explorer_documents().items() if not validate(schema, parse(text)))


def graphiql_page(title: str, shown: tuple[str, ...]) -> HTMLResponse:
    """Return GraphiQL with one tab per query that is `shown`."""
    return page("graphiql.html", title=title, graphiql=GRAPHIQL, react=REACT, examples=json.dumps(shown))


def sparql_page(title: str, prefixes: Mapping[str, str]) -> HTMLResponse:
    """Return YASGUI with the example queries in a list, each with those of the prefixes that it uses."""
    shown = [{"title": query.split("\n", 1)[0].strip("# "), "text": with_prefixes(query, prefixes)} for query in sparql_examples()]
    return page("sparql.html", title=title, yasgui=YASGUI, examples=json.dumps(shown))


def with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """Return a query with a PREFIX line for each of the prefixes that it uses, after its title."""
    title, body = query.split("\n", 1)
    used = "".join(f"PREFIX {name}: <{start}>\n" for name, start in prefixes.items() if re.search(rf"(?<![\w:]){re.escape(name)}:", body))
    return f"{title}\n{used}{body}"


@cache
def sparql_examples() -> tuple[str, ...]:
    """Return the SPARQL queries of `api/examples/sparql` in the order of their file names; a comment with its title comes first."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((HERE / "examples" / "sparql").glob("*.rq")))


def fitting_examples(schema: GraphQLSchema) -> tuple[str, ...]:
    """Return the examples that fit a schema; one about anything if it is made of quite another ontology."""
    return tuple(text for text in examples() if not validate(schema, parse(text))) or (ABOUT_ANYTHING,)


@cache
def examples() -> tuple[str, ...]:
    """Return the example queries of `api/examples` in the order of their file names; GraphiQL names a tab by its operation."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((HERE / "examples").glob("*.graphql")))
