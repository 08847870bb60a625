"""What `claimgraph run` and `serve` tell a person when they are ready."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console
from rich.markup import escape

from api.place import Place
from graph.local import LocalServer


@dataclass(frozen=True)
class Summary:
    """The addresses of a running claimgraph, and why it cannot answer yet, if so."""

    base_uri: str
    place: Place
    waiting_for: str | None = None

    def as_json(self) -> str:
        """Return one line of JSON; never with the password."""
        values: dict[str, Any] = {
            "graphql": f"{self.base_uri}/graphql",
            "start": f"{self.base_uri}/",
            "bolt": self.place.config.uri,
            "username": self.place.config.username,
            "browser": self.place.browser_uri,
            "waiting_for": self.waiting_for,
        }
        return orjson.dumps(values).decode()

    def lines(self) -> list[str]:
        """Return the lines for people, as rich markup; a password only if it was made just now."""
        rows = [
            ("Explorer", f"{self.base_uri}/", "in a browser; other addresses: /about"),
            ("GraphQL", f"{self.base_uri}/graphql", "in a browser: GraphiQL"),
            *neo4j_rows(self.place),
        ]
        if self.place.server:
            rows.insert(3, ("  with a guide", f":play {self.base_uri}/guides/claimgraph", ""))
        title = f"claimgraph is up and waits: {escape(self.waiting_for)}" if self.waiting_for else "claimgraph is ready"
        return ["", f"[bold]{title}[/bold]", "", *map(_line, rows), "", "Ctrl-C stops it.", ""]

    def show(self, as_json: bool) -> None:
        """Print it on standard output, at once even into a pipe."""
        if as_json:
            sys.stdout.write(self.as_json() + "\n")
            sys.stdout.flush()
        else:
            show_lines(self.lines())


def neo4j_rows(place: Place) -> list[tuple[str, str, str]]:
    """Return name, address and note of what Neo4j offers."""
    bolt = ("Bolt", place.config.uri, f"user {place.config.username}")
    if place.server is None:
        return [bolt]
    return [("Neo4j Browser", str(place.browser_uri), f"user {place.server.username}, {_password(place)}"), bolt]


def show_lines(lines: list[str]) -> None:
    """Print lines of rich markup on standard output, addresses never broken."""
    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        console.print(line)
    console.file.flush()


def show_rows(rows: list[tuple[str, str, str]]) -> None:
    """Print rows of name, address and note."""
    show_lines(list(map(_line, rows)))


def _line(row: tuple[str, str, str]) -> str:
    name, address, note = row
    return f"  {name:<15}[cyan]{escape(address)}[/cyan]{' ' * max(2, 40 - len(address)) if note else ''}[dim]{escape(note)}[/dim]"


def _password(place: Place) -> str:
    assert place.server is not None
    if place.server.first_password:
        return f"password {place.server.password} (shown only this time)"
    return f"password in {password_file(place.server)}"


def password_file(server: LocalServer) -> Path:
    """Return where a local Neo4j keeps its password, relative to the working directory if it is below."""
    path = server.home / f"neo4j-{server.version.split('.')[0]}" / "password"
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
