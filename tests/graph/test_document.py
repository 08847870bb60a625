"""What is kept of documents, and what reading them takes from others."""

import asyncio

import pytest

from graph.document import EACH, KEPT, SHORT, Document, Documents
from graph.guard import DocumentLimits
from schema.errors import DocumentInvalid
from schema.reader import read_model
from schema.types import build_schema
from tests.example import ONTOLOGY


@pytest.fixture
def documents() -> Documents:
    return Documents(build_schema(read_model(ONTOLOGY))._schema, DocumentLimits())


def padded(size: int, number: int = 0) -> str:
    text = f"{{ people {{ nodes {{ id }} }} }} #{number} "
    return text + "x" * (size - len(text))


def kept(documents: Documents, texts: list[str]) -> list[str]:
    """Those that are not read anew."""
    return [text for text in texts if text in documents._known]


def test_what_is_kept_is_bounded_by_its_size(documents: Documents) -> None:
    texts = [padded(20_000, number) for number in range(30)]
    first = documents.get(texts[0])
    assert documents.get(texts[0]) is first
    for text in texts:
        documents.get(text)
    left = kept(documents, texts)
    assert left == texts[-len(left) :]
    assert KEPT - 20_000 - EACH < sum(len(text) + EACH for text in left) <= KEPT
    assert documents.get(texts[0]) is not first


def test_one_that_is_too_long_is_read_and_not_kept(documents: Documents) -> None:
    text, other = padded(KEPT + 1), padded(100)
    before = documents.get(other)
    assert documents.get(text).operation(None)
    assert kept(documents, [text]) == []
    assert documents.get(other) is before


def test_others_go_on_while_a_long_one_is_read(documents: Documents) -> None:
    overlapping = "{" + " ".join(f"...G{n}" for n in range(100)) + "} "
    overlapping += " ".join(f"fragment G{n} on Query {{ people {{ nodes {{ name }} }} }}" for n in range(100))

    async def run() -> tuple[int, Document, Document]:
        reading, turns = asyncio.gather(documents.read(overlapping), documents.read(overlapping)), 0
        while not reading.done():
            await asyncio.sleep(0)
            turns += 1
        return turns, *(await reading)

    turns, one, same = asyncio.run(run())
    assert turns > 10
    assert one is same


def test_who_stops_waiting_lets_no_second_one_begin_beside(documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    read, inside, most = Documents._read, 0, 0

    def counted(self: Documents, text: str) -> Document:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        try:
            return read(self, text)
        finally:
            inside -= 1

    monkeypatch.setattr(Documents, "_read", counted)

    async def run() -> None:
        for number in range(5):
            text = padded(SHORT + 1_000, number) + "\n" + "{ b: people { nodes { id } } }".replace("{ b", "query B { b")
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0):
                    await documents.read(text)
        with pytest.raises(DocumentInvalid):
            await documents.read(padded(SHORT + 1_000).replace("people", "nobody"))

    asyncio.run(run())
    assert most == 1
