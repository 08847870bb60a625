"""Documents by the SHA-256 of their text: those that clients sent once, and those that were registered.

What clients sent (automatic persisted queries) each process keeps for itself, and forgets: a client that is told so sends its document again. What was registered
stands in Neo4j, as (:TrustedDocument {hash, text, at}), for all processes; a process may go by what it read for PATIENCE seconds.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from cachetools import LRUCache, TTLCache

from graph.engine import Asked
from graph.store import Store
from schema.errors import DocumentHashWrong, DocumentNotTrusted, DocumentUnknown
from schema.reserved import TRUSTED

PATIENCE = 10.0
"""Seconds after which a document that was taken away is refused everywhere."""
ROOM = 8 << 20
"""Characters of what clients sent that one process keeps."""
LARGEST = ROOM // 64
NOT_FOUND = "PersistedQueryNotFound"
"""Clients compare this very text."""

_GET = f"MATCH (d:{TRUSTED} {{hash: $hash}}) RETURN d.text"
_ADD = f"UNWIND $texts AS row MERGE (d:{TRUSTED} {{hash: row[0]}}) ON CREATE SET d.text = row[1], d.at = datetime()"
_LIST = f"MATCH (d:{TRUSTED}) RETURN d.hash, toString(d.at), d.text ORDER BY d.at, d.hash"
_REMOVE = f"MATCH (d:{TRUSTED}) WHERE d.hash IN $hashes WITH d, d.hash AS hash DELETE d RETURN hash"


def hash_of(text: str) -> str:
    """Return what a document is called by."""
    return sha256(text.encode()).hexdigest()


class Trusted:
    """Finds documents by their hashes; with `only`, none but registered ones may be asked."""

    def __init__(self, store: Store, *, only: bool) -> None:
        self._store, self._only = store, only
        self._sent: LRUCache[str, str] = LRUCache(ROOM, getsizeof=len)
        self._registered: TTLCache[str, str] = TTLCache(1000, PATIENCE)

    async def resolve(self, asked: Asked) -> Asked:
        """Return a request with its document; raises DocumentUnknown, DocumentHashWrong, DocumentNotTrusted, StoreError."""
        if not asked.query:
            return replace(asked, query=await self._known(asked.hash or ""))
        if not (asked.hash or self._only):
            return asked
        found = hash_of(asked.query)
        if asked.hash not in (None, found):
            raise DocumentHashWrong(f"sha256Hash is {asked.hash}: the document has {found}")
        if self._only and await self._read(found) is None:
            raise DocumentNotTrusted(f"this server answers registered documents only, and {found} is none (claimgraph documents add)")
        if asked.hash and len(asked.query) <= LARGEST:
            self._sent[found] = asked.query
        return asked

    async def _known(self, name: str) -> str:
        text = None if self._only else self._sent.get(name)
        if text is None and (text := await self._read(name)) is None:
            raise DocumentUnknown(NOT_FOUND)
        return text

    async def _read(self, name: str) -> str | None:
        if (text := self._registered.get(name)) is None and (rows := await self._store.rows(_GET, {"hash": name})):
            text = self._registered[name] = rows[0][0]
        return text


async def register(store: Store, texts: Sequence[str]) -> list[str]:
    """Register documents, whether they are registered already or not; return their hashes."""
    hashes = [hash_of(text) for text in texts]
    await store.write([(_ADD, {"texts": [list(row) for row in zip(hashes, texts, strict=True)]})])
    return hashes


async def registered(store: Store) -> list[tuple[str, str, str]]:
    """Return the hash, the time, and the text of each document that is registered, the oldest first."""
    return [(name, at, text) for name, at, text in await store.rows(_LIST, {})]


async def unregister(store: Store, hashes: Sequence[str]) -> list[str]:
    """Take documents away; return the hashes of those that there were."""
    (rows,) = await store.write([(_REMOVE, {"hashes": list(hashes)})])
    return [name for (name,) in rows]
