"""Who may ask: API tokens and JWTs, roles, and what nobody needs a token for."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette
from websockets.exceptions import ConnectionClosed

from api import jwt as reading
from api.app import create_app
from api.backend import Ontology
from api.jwt import JwtReader
from api.place import Place
from api.settings import Settings
from graph.actors import Role
from graph.store import Store
from graph.tokens import create_token, list_tokens, revoke_token
from schema.errors import SettingsError, Unauthenticated
from tests.api.conftest import client, serving, started
from tests.api.test_sockets import at, tell

pytestmark = pytest.mark.anyio

SECRET = "a secret of thirty-two characters"
ASK = {"query": "{ resources { totalCount } }"}
CHANGE = {"query": 'mutation { upsertPerson(input: {id: "id:new-one", name: [{value: "New"}]}) { created errors { code } } }'}
FOLLOW = "subscription { changes { version resources { id } } }"
ADMIT: dict[str, Any] = {"auth": True, "jwt_secret": SECRET}


def made(filled: Place, ontology: Ontology, **changes: Any) -> Starlette:
    return create_app(Settings(**{**ADMIT, **changes}), filled, ontology)


def signed(key: Any = SECRET, algorithm: str = "HS256", headers: dict[str, Any] | None = None, **claims: Any) -> str:
    given = {"sub": "ann", "role": "editor", "exp": datetime.now(UTC) + timedelta(minutes=5), **claims}
    return jwt.encode({name: value for name, value in given.items() if value is not None}, key, algorithm, headers)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def code(response: httpx.Response) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


@pytest.fixture
def token(filled: Place) -> Callable[..., str]:
    def make(role: Role, expires: datetime | None = None) -> str:
        async def create() -> str:
            async with Store(filled.config) as store:
                return (await create_token(store, f"a {role}", role, expires))[1]

        return asyncio.run(create())

    return make


@pytest.fixture(scope="module")
def rsa_key() -> Iterator[Any]:
    yield rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwks(*keys: tuple[str, Any]) -> str:
    found = [{**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": name, "use": "sig"} for name, key in keys]
    return json.dumps({"keys": found})


async def test_nothing_is_told_to_whoever_is_not_known(filled: Place, ontology: Ontology) -> None:
    app = made(filled, ontology)
    async with started(app) as http:
        for path in (
            "/sparql?query=ASK{}",
            "/id/frl",
            "/ontology",
            "/export",
            "/schema.graphql",
            "/introspection.json",
            "/metrics",
            "/graphql?query={__typename}",
            "/nowhere",
            "/context.jsonld",
        ):
            answer = await http.get(path)
            assert (path, answer.status_code, code(answer), answer.headers["www-authenticate"]) == (path, 401, "UNAUTHENTICATED", 'Bearer realm="claimgraph"')
        assert (await http.post("/graphql", json=ASK)).status_code == 401
        assert (await http.get("/graphql", params=ASK, headers={"Accept": "text/html"})).status_code == 401
        for path in ("/live", "/ready", "/static/site.css"):
            assert (await http.get(path)).status_code == 200
        for path in ("/", "/about", "/graphql", "/sparql"):
            assert (await http.get(path, headers={"Accept": "text/html"})).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer cg_wrong", "Bearer a.b.c", f"Bearer {'x' * 9000}", "Bearer \u00e9"])
async def test_what_is_no_token(filled: Place, ontology: Ontology, header: str) -> None:
    async with started(made(filled, ontology)) as http:
        answer = await http.post("/graphql", json=ASK, headers=[(b"authorization", header.encode("latin-1"))])
        assert (answer.status_code, code(answer)) == (401, "UNAUTHENTICATED")


async def test_roles_of_tokens(filled: Place, ontology: Ontology, token: Callable[..., str]) -> None:
    tokens = {role: await asyncio.to_thread(token, role) for role in ("reader", "editor", "admin")}
    async with started(made(filled, ontology)) as http:
        for role, text in tokens.items():
            assert (await http.post("/graphql", json=ASK, headers=bearer(text))).json()["data"]["resources"]["totalCount"] > 100
            answer = (await http.post("/graphql", json=CHANGE, headers=bearer(text))).json()
            assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN" if role == "reader" else not answer["data"]["upsertPerson"]["errors"]
            assert (await http.get("/export", params={"id": "id:frl"}, headers=bearer(text))).status_code == 200
        changes = (await http.post("/graphql", json={"query": '{ changes(about: "id:new-one") { changes { by } } }'}, headers=bearer(tokens["reader"]))).json()
        assert "a editor" in json.dumps(changes)


async def test_a_token_ends(filled: Place, ontology: Ontology, token: Callable[..., str]) -> None:
    text = await asyncio.to_thread(token, "reader", datetime.now(UTC) + timedelta(seconds=1.5))
    other = await asyncio.to_thread(token, "reader")
    async with started(made(filled, ontology)) as http:
        assert (await http.post("/graphql", json=ASK, headers=bearer(text))).status_code == 200
        await asyncio.sleep(1.6)
        assert (await http.post("/graphql", json=ASK, headers=bearer(text))).status_code == 401
    async with Store(filled.config) as store:
        assert await revoke_token(store, (await list_tokens(store))[-1].id)
        assert not await revoke_token(store, "none")
        assert other not in repr(await store.rows("MATCH (t:ApiToken) RETURN properties(t)", {}))
    async with started(made(filled, ontology)) as http:
        assert (await http.post("/graphql", json=ASK, headers=bearer(other))).status_code == 401


async def test_readers_without_a_token_where_that_is_allowed(filled: Place, ontology: Ontology) -> None:
    async with started(made(filled, ontology, anonymous="reader")) as http:
        assert (await http.post("/graphql", json=ASK)).status_code == 200
        assert code(await http.post("/graphql", json=CHANGE)) == "FORBIDDEN"
        assert (await http.post("/graphql", json=ASK, headers=bearer("cg_wrong"))).status_code == 401


async def test_introspection_by_role(filled: Place, ontology: Ontology) -> None:
    async with started(made(filled, ontology, introspection_role="editor")) as http:
        for role, status in (("reader", 403), ("editor", 200)):
            headers = bearer(signed(role=role))
            assert (await http.post("/graphql", json={"query": "{ __schema { types { name } } }"}, headers=headers)).status_code == status
            for path in ("/schema.graphql", "/introspection.json"):
                assert (await http.get(path, headers=headers)).status_code == status
            assert (await http.post("/graphql", json={"query": "{ __typename }"}, headers=headers)).status_code == 200


async def test_jwts(filled: Place, ontology: Ontology, rsa_key: Any) -> None:
    async with started(made(filled, ontology, jwt_issuer="https://login.example", jwt_audience="claimgraph")) as http:

        async def status(text: str) -> int:
            return (await http.post("/graphql", json=ASK, headers=bearer(text))).status_code

        good: dict[str, Any] = {"iss": "https://login.example", "aud": "claimgraph"}
        now = datetime.now(UTC)
        assert await status(signed(**good)) == 200
        assert await status(signed(**good, exp=now - timedelta(seconds=10))) == 200, "clocks may differ"
        assert await status(signed(**{**good, "aud": ["other", "claimgraph"]})) == 200
        unsigned = jwt.encode({"sub": "ann", "exp": now + timedelta(minutes=5), **good}, "", "none")
        for bad in (
            signed(**good, exp=now - timedelta(minutes=2)),
            signed(**good, exp=None),
            signed(**good, sub=None),
            signed(**good, nbf=now + timedelta(minutes=2)),
            signed(**{**good, "iss": "https://other.example"}),
            signed(**{**good, "aud": "other"}),
            signed(aud="claimgraph"),
            signed(iss="https://login.example"),
            signed("another secret of thirty-two characters", **good),
            signed(**good, role="god"),
            signed(rsa_key, "RS256", **good),
            unsigned,
        ):
            assert await status(bad) == 401


# subscriptions


@pytest.fixture
async def address(filled: Place, ontology: Ontology) -> AsyncIterator[str]:
    """A server that really listens."""
    async with serving(made(filled, ontology), Settings(**ADMIT)) as base:
        yield base


async def test_a_socket_needs_a_token(address: str) -> None:
    for init in ({"type": "connection_init"}, {"type": "connection_init", "payload": {"Authorization": "Bearer cg_wrong"}}):
        async with at(address) as socket:
            await socket.send(json.dumps(init))
            with pytest.raises(ConnectionClosed) as closed:
                await socket.recv()
            assert closed.value.rcvd and closed.value.rcvd.code == 4403
    async with at(address) as socket:
        hello = {"type": "connection_init", "payload": bearer(signed(role="reader"))}
        assert await tell(socket, hello) == {"type": "connection_ack"}
        answer = await tell(socket, {"id": "1", "type": "subscribe", "payload": CHANGE})
        assert answer["payload"]["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    async with at(address, additional_headers=bearer(signed())) as socket:
        assert await tell(socket, {"type": "connection_init"}) == {"type": "connection_ack"}


async def test_who_is_no_longer_known_is_told_nothing_more(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LEEWAY", 0)
    headers = bearer(signed(exp=datetime.now(UTC) + timedelta(seconds=2)))
    events = {**headers, "Accept": "text/event-stream"}
    async with (
        at(address) as socket,
        httpx.AsyncClient(base_url=address) as http,
        http.stream("POST", "/graphql", json={"query": FOLLOW}, headers=events) as stream,
    ):
        assert await tell(socket, {"type": "connection_init", "payload": headers}) == {"type": "connection_ack"}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": FOLLOW}}))
        await asyncio.sleep(2.5)
        changed = await http.post("/graphql", json={"query": CHANGE["query"].replace("New", "Newer")}, headers=bearer(signed()))
        assert not changed.json()["data"]["upsertPerson"]["errors"]
        with pytest.raises(ConnectionClosed) as closed:
            await asyncio.wait_for(socket.recv(), 10)
        assert closed.value.rcvd and closed.value.rcvd.code == 4403
        lines = [line async for line in stream.aiter_lines()]
        assert any("UNAUTHENTICATED" in line for line in lines) and not any("Newer" in line or "version" in line for line in lines)


# keys


async def test_keys_in_a_file(tmp_path: Path, rsa_key: Any) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = rsa_key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for name, content in (("key.pem", pem), ("keys.json", jwks(("one", rsa_key)).encode())):
        (tmp_path / name).write_bytes(content)
        reader = JwtReader(Settings(auth=True, jwt_keys=str(tmp_path / name)))
        actor = await reader.actor(signed(rsa_key, "RS256"))
        assert (actor.name, actor.role) == ("ann", "editor")
        assert (await reader.actor(signed(rsa_key, "RS256", role=None))).role == "reader"
        for bad in (signed(other, "RS256"), signed(), signed(rsa_key, "RS256", {"kid": "unknown"})):
            with pytest.raises(Unauthenticated):
                await reader.actor(bad)


async def test_a_public_key_is_no_secret(tmp_path: Path, rsa_key: Any) -> None:
    """Who signs with the public key as if it were a shared secret is refused."""
    pem = rsa_key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    reader = JwtReader(Settings(auth=True, jwt_keys=str(tmp_path / "key.pem"), jwt_secret=SECRET))  # type: ignore[arg-type]
    head, body = (jwt.utils.base64url_encode(json.dumps(part).encode()) for part in ({"alg": "HS256"}, {"sub": "ann", "role": "admin", "exp": 9e9}))
    mac = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(head + b"." + body, pem)
    with pytest.raises(Unauthenticated):
        await reader.actor(b".".join((head, body, jwt.utils.base64url_encode(mac))).decode())


async def test_keys_that_are_changed(monkeypatch: pytest.MonkeyPatch, rsa_key: Any) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    answers = [jwks(("one", rsa_key)), jwks(("two", other))]
    asked: list[str] = []

    def fetched(address: str) -> str:
        asked.append(address)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    monkeypatch.setattr(reading, "_fetched", fetched)
    reader = JwtReader(Settings(auth=True, jwt_keys="https://login.example/keys"))
    one, two = signed(rsa_key, "RS256", {"kid": "one"}), signed(other, "RS256", {"kid": "two"})
    assert (await reader.actor(one)).name == "ann"
    for _ in range(20):
        with pytest.raises(Unauthenticated):
            await reader.actor(two)
    assert len(asked) == 1, "whoever names unknown keys does not make us ask for them each time"
    monkeypatch.setattr(reading, "AGAIN", 0.0)
    assert (await reader.actor(two)).name == "ann"
    with pytest.raises(Unauthenticated):
        await reader.actor(one)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"keys": []}', "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----"])
def test_what_has_no_keys(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys").write_text(content)
    with pytest.raises(SettingsError, match="CLAIMGRAPH_JWT_KEYS"):
        JwtReader(Settings(jwt_keys=str(tmp_path / "keys")))


async def test_without_auth_everybody_is_whoever_sits_here(storeless: Starlette) -> None:
    assert (await client(storeless).post("/graphql", json=ASK)).status_code == 503
