"""The house rules that a machine can hold: who may import what, and how text becomes Cypher."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {"schema": {"schema"}, "graph": {"graph", "schema"}, "api": {"api", "graph", "schema"}}
HOMES = {
    "neo4j": {"graph/store.py"},
    "rdflib": {"schema"},
    "pyoxigraph": {"graph"},
    "strawberry": {"schema", "graph/engine.py", "api"},
    "starlette": {"api"},
    "uvicorn": {"api"},
    "typer": {"api"},
}
"""Library to the only places (a module or a package) that know it."""

MODULES = sorted(path.relative_to(ROOT) for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))
CYPHER = re.compile(r"\b(MATCH|MERGE|UNWIND|RETURN|CREATE|DETACH)\b")


def _tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def _imports(module: Path) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_go_one_way(module: Path) -> None:
    tops = {name.split(".")[0] for name in _imports(module)}
    assert tops & set(MAY_IMPORT) <= MAY_IMPORT[module.parts[0]]
    assert not tops & {"tests", "benchmarks"}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_large_libraries_stay_in_their_homes(module: Path) -> None:
    for name in _imports(module):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or any(module.as_posix() == home or module.as_posix().startswith(home + "/") for home in homes), f"{module} imports {name}"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_no_import_inside_a_function(module: Path) -> None:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)], f"{module}:{node.lineno}"


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] == "graph"], ids=str)
def test_statements_are_never_built_by_percent_or_format_of_values(module: Path) -> None:
    """`"..." % value` and `+=` on Cypher text have no place: text comes from f-strings over names that went through `quote`."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
            assert not CYPHER.search(node.left.value), f"{module}:{node.lineno}"
        if isinstance(node, ast.AugAssign) and isinstance(node.value, ast.Constant | ast.JoinedStr):
            assert not CYPHER.search(ast.unparse(node.value)), f"{module}:{node.lineno}"
