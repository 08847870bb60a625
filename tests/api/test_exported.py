"""`GET /export` and `claimgraph export`."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from api.app import create_app
from api.backend import Ontology
from api.place import Place
from api.settings import Settings
from graph.export.formats import FORMATS
from tests.api.conftest import client, started
from tests.api.test_app import code_of
from tests.api.test_cli import at_store, claimgraph, environment

pytestmark = pytest.mark.anyio
__all__ = ["at_store", "environment"]


@pytest.fixture
async def http(filled: Place, settings: Settings, ontology: Ontology) -> AsyncIterator[httpx.AsyncClient]:
    async with started(create_app(settings, filled, ontology)) as made:
        yield made


async def test_every_format_has_its_media_type(http: httpx.AsyncClient) -> None:
    for name, form in FORMATS.items():
        answer = await http.get("/export", params={"format": name})
        assert answer.status_code == 200 and answer.headers["content-type"] == form.content_type, answer.text
        by_accept = await http.get("/export", headers={"accept": f"{form.media_type}, */*;q=0.1"})
        assert by_accept.content == answer.content
        assert int(answer.headers["x-graph-version"]) > 0
        assert answer.headers["content-disposition"] == f'attachment; filename="graph.{form.file}"'


async def test_an_export_that_the_client_has_is_not_sent_again(http: httpx.AsyncClient) -> None:
    tag = (await http.get("/export?class=Person")).headers["etag"]
    again = await http.get("/export?class=Person", headers={"if-none-match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    others = [await http.get(url) for url in ("/export", "/export?class=Person&format=nt", "/export?class=Person&profile=rdf12")]
    assert len({tag, *(other.headers["etag"] for other in others)}) == 4


async def test_a_view_is_asked_for_as_in_a_query(http: httpx.AsyncClient) -> None:
    told = [await http.get("/export", params=[("format", "jsonl"), ("class", "Claim"), *view]) for view in ([], [("accordingTo", "id:ru-mod")])]
    both = await http.get("/export?format=jsonl&class=Claim&accordingTo=id:ru-mod&accordingTo=id:frl&status=DISPUTED&status=STATED")
    counts = [len(answer.content.splitlines()) for answer in (told[1], both, told[0])]
    assert 0 < counts[0] < counts[1] < counts[2]
    assert len({answer.headers["etag"] for answer in (*told, both)}) == 3


async def test_a_resource_comes_with_its_neighbourhood_where_that_is_asked_for(http: httpx.AsyncClient) -> None:
    alone, around, not_around = [await http.get(f"/export?format=nt&id=id:frl{more}") for more in ("", "&neighbourhood=true", "&neighbourhood=false")]
    assert alone.content == not_around.content
    assert set(alone.text.splitlines()) < set(around.text.splitlines())
    assert alone.headers["etag"] != around.headers["etag"]


async def test_changes_come_as_patches(http: httpx.AsyncClient) -> None:
    version = int((await http.head("/export")).headers["x-graph-version"])
    since = await http.get(f"/export?after={version - 1}&profile=rdf12", headers={"accept-encoding": "identity"})
    assert (since.status_code, since.headers["content-type"]) == (200, "application/rdf-patch")
    assert f'H version "{version}" .\nTX .\n' in since.text and since.text.endswith("TC .\n")
    nothing = await http.get(f"/export?after={version}")
    assert (nothing.status_code, nothing.content) == (200, b"")


async def test_it_travels_compressed_to_those_who_take_that(http: httpx.AsyncClient) -> None:
    plain = await http.get("/export?class=Place", headers={"accept-encoding": "identity"})
    packed = await http.get("/export?class=Place", headers={"accept-encoding": "gzip;q=0.5"})
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert plain.content == packed.content and plain.headers["etag"] != packed.headers["etag"]
    assert "content-encoding" not in (await http.get("/export?class=Place", headers={"accept-encoding": "gzip;q=0"})).headers


async def test_head_tells_what_get_would_without_reading(http: httpx.AsyncClient) -> None:
    got, head = await http.get("/export"), await http.head("/export")
    assert head.content == b"" and head.headers["etag"] == got.headers["etag"] and head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("format=xlsx", 400, "BAD_ARGUMENT"),
        ("class=Nobody", 400, "BAD_ARGUMENT"),
        ("profile=rdf12&format=csv", 400, "BAD_ARGUMENT"),
        ("id=no+iri", 400, "BAD_IRI"),
        ("id=id:nobody", 404, "NOT_FOUND"),
        ("limit=1", 400, "BAD_ARGUMENT"),
        ("format=nt&format=ttl", 400, "BAD_ARGUMENT"),
        ("class=%60%7D", 400, "BAD_ARGUMENT"),
        ("class=%FF", 400, "BAD_ARGUMENT"),
        ("format=neo4j&class=Person", 400, "BAD_ARGUMENT"),
        ("neighbourhood=true", 400, "BAD_ARGUMENT"),
        ("id=id:frl&neighbourhood=far", 400, "BAD_ARGUMENT"),
        ("merged=true", 400, "BAD_ARGUMENT"),
        ("after=soon", 400, "BAD_ARGUMENT"),
        ("after=-1", 400, "BAD_ARGUMENT"),
        ("after=0&format=nt", 400, "BAD_ARGUMENT"),
        ("after=0&after=1", 400, "BAD_ARGUMENT"),
        ("after=0&profile=x", 400, "BAD_ARGUMENT"),
        ("after=999999", 410, "CHANGES_GONE"),
        ("status=SURE", 400, "BAD_ARGUMENT"),
        ("knownAt=2023-05-22T12:00:00+02:00", 400, "BAD_ARGUMENT"),
        ("knownAt=2023-05-22T12:00:00Z&knownAt=2023-05-22T12:00:00Z", 400, "BAD_ARGUMENT"),
        ("id=id:frl&knownAt=2023-05-22T12:00:00Z", 404, "NOT_FOUND"),
    ],
)
async def test_what_cannot_be_exported_is_refused(http: httpx.AsyncClient, query: str, status: int, code: str) -> None:
    answer = await http.get(f"/export?{query}")
    assert (answer.status_code, code_of(answer)) == (status, code)


async def test_without_neo4j_it_is_not_available(storeless: Starlette) -> None:
    async with client(storeless) as http:
        answers = [await http.get(path) for path in ("/export", "/id/frl")]
    for answer in answers:
        assert answer.status_code == 503 and code_of(answer) == "STORE_UNAVAILABLE" and "retry-after" in answer.headers


async def test_a_client_that_goes_away_ends_the_reading(filled: Place, settings: Settings, ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.export.pages.PAGE", 2)
    monkeypatch.setattr("graph.export.pages.MOST", 2)
    app = create_app(settings, filled, ontology)
    async with app.router.lifespan_context(app):
        store, read = app.state.backend.store, 0
        rows, gone = store.rows, asyncio.Event()

        async def counted(*arguments: object) -> object:
            nonlocal read
            read += 1
            return await rows(*arguments)

        async def receive() -> dict[str, str]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict[str, object]) -> None:
            if message.get("body"):
                gone.set()
                await asyncio.sleep(0.05)

        monkeypatch.setattr(store, "rows", counted)
        scope = {"type": "http", "method": "GET", "path": "/export", "raw_path": b"/export", "query_string": b"", "headers": [], "http_version": "1.1"}
        await app(scope, receive, send)  # type: ignore[arg-type]
    assert 0 < read < 10


def test_the_command_writes_what_http_gives(monkeypatch: pytest.MonkeyPatch, at_store: None, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert claimgraph(monkeypatch, "export", "--class", "Person") == 0
    printed = capfdbinary.readouterr().out
    assert printed.startswith(b"@prefix")
    for name in ("a.ttl", "a.ttl.gz", "b.ttl.gz", "a.nt"):
        assert claimgraph(monkeypatch, "export", "--class", "Person", "--output", str(tmp_path / name)) == 0
    assert (tmp_path / "a.ttl").read_bytes() == gzip.decompress((tmp_path / "a.ttl.gz").read_bytes()) == printed
    assert (tmp_path / "a.ttl.gz").read_bytes() == (tmp_path / "b.ttl.gz").read_bytes()
    assert (tmp_path / "a.nt").read_bytes().startswith(b"<https://")
    assert claimgraph(monkeypatch, "export", "--id", "id:frl", "--neighbourhood", "--format", "nt") == 0
    assert len({line.split()[0] for line in capfdbinary.readouterr().out.splitlines() if line.startswith(b"<")}) > 5
    view = ("--according-to", "id:frl", "--according-to", "id:ru-mod", "--status", "ATTRIBUTED", "--known-at", "2999-01-01T00:00:00Z")
    assert claimgraph(monkeypatch, "export", "--class", "Claim", "--format", "csv", *view, "--asserted-before", "2024", "--valid-at", "2023") == 0
    assert 0 < len(capfdbinary.readouterr().out.splitlines()) - 1 < 80
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["a.nt", "a.ttl", "a.ttl.gz", "b.ttl.gz"]


def test_the_command_follows(monkeypatch: pytest.MonkeyPatch, at_store: None, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert claimgraph(monkeypatch, "export", "--after", "0") == 0
    printed = capfdbinary.readouterr().out
    assert printed.startswith(b"H id <urn:claimgraph:") and printed.endswith(b"TC .\n")
    assert claimgraph(monkeypatch, "export", "--after", "0", "--output", str(tmp_path / "a.rdfp.gz")) == 0
    assert gzip.decompress((tmp_path / "a.rdfp.gz").read_bytes()) == printed
    assert claimgraph(monkeypatch, "export", "--after", "999999") == 6
    assert b"CHANGES_GONE" in capfdbinary.readouterr().err
    for wrong in (["--after", "0", "--class", "Person"], ["--follow", "--output", str(tmp_path / "b")], ["--follow", "--format", "nt"], ["--after", "-1"]):
        assert claimgraph(monkeypatch, "export", *wrong) == 2


def test_a_file_that_cannot_be_whole_is_not_left(monkeypatch: pytest.MonkeyPatch, at_store: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert claimgraph(monkeypatch, "export", "--id", "id:nobody", "--output", str(tmp_path / "a.ttl")) == 6
    assert not list(tmp_path.glob("a.*"))
    assert claimgraph(monkeypatch, "export", "--output", str(tmp_path / "no" / "a.ttl")) == 2
    assert claimgraph(monkeypatch, "export", "--format", "xlsx") == 2
    assert "NOT_FOUND" in capsys.readouterr().err
