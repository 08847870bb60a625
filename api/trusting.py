"""`claimgraph documents`: the documents that clients may ask where CLAIMGRAPH_TRUSTED_ONLY is set."""

from collections.abc import Sequence
from pathlib import Path

from graphql import OperationDefinitionNode, parse

from api.backend import make_engine, read_ontology
from api.place import find_place
from api.settings import Settings
from graph.definitions import define_all
from graph.store import Store
from graph.trusted import register, registered, unregister
from schema.errors import QueryError, SettingsError

Row = dict[str, str]


async def add(settings: Settings, files: Sequence[Path]) -> list[Row]:
    """Register a document for each file; raises SettingsError, or QueryError for one that could not be answered: then none is registered."""
    ontology = read_ontology(settings)
    texts = [_text(file) for file in files]
    async with Store(find_place(settings).config) as store:
        engine = make_engine(settings, ontology, store)
        for file, text in zip(files, texts, strict=True):
            try:
                engine.documents.get(text)
            except QueryError as error:
                error.args = (f"{file}: {error.message}",)
                raise
        await define_all(store, ontology.model)
        return [{"hash": name, "file": str(file)} for name, file in zip(await register(store, texts), files, strict=True)]


async def listed(settings: Settings) -> list[Row]:
    """Return what is registered: hash, time, operations."""
    async with Store(find_place(settings).config) as store:
        return [{"hash": name, "at": at, "operations": _operations(text)} for name, at, text in await registered(store)]


async def remove(settings: Settings, hashes: Sequence[str]) -> list[Row]:
    """Take documents away; raises SettingsError if one was not registered."""
    async with Store(find_place(settings).config) as store:
        gone = await unregister(store, hashes)
    if missing := sorted({*hashes} - {*gone}):
        raise SettingsError(f"{missing[0]} is not registered; removed: {len(gone)}")
    return [{"hash": name} for name in gone]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from None


def _operations(text: str) -> str:
    definitions = [node for node in parse(text, no_location=True).definitions if isinstance(node, OperationDefinitionNode)]
    return ", ".join(f"{node.operation.value} {node.name.value if node.name else ''}".strip() for node in definitions)
