"""`claimgraph export`: where it is written to."""

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from api.place import find_place
from api.settings import Settings
from graph.export.following import follow
from graph.export.formats import FORMATS
from graph.export.run import export, wanted
from graph.export.viewing import Given
from graph.store import Store
from schema.errors import SettingsError
from schema.reader import read_model

PACE = 1.0
"""Seconds between two looks at the change log."""


async def export_to(
    settings: Settings, output: Path | None, form: str | None, *, label: str | None, iri: str | None, around: bool, profile: str | None, viewing: Given
) -> None:
    """Write an export to a file, or to standard output."""
    model = read_model(settings.ontology_file, base_iri=settings.base_iri, catalogue=settings.catalogue)
    asked = wanted(model, form or _suffix(output), label=label, iri=iri, around=around, profile=profile, viewing=viewing)
    async with Store(find_place(settings).config) as store:
        with _opened(output) as file:
            async for piece in export(store, model, asked):
                file.write(piece)


async def follow_to(settings: Settings, output: Path | None, profile: str | None, after: int | None, *, on: bool) -> None:
    """Write what changes after a version (None: the whole graph first) as RDF Patch, up to now or `on` and on."""
    model = read_model(settings.ontology_file, base_iri=settings.base_iri, catalogue=settings.catalogue)
    asked = wanted(model, "nq", profile=profile)
    async with Store(find_place(settings).config) as store:
        with _opened(output) as file:
            async for piece in follow(store, model, asked.profile, after, PACE if on else None):
                file.write(piece)
                file.flush()


def viewing(
    according: list[str] | None, excluding: list[str] | None, status: list[str] | None, asserted: str | None, valid: str | None, known: str | None
) -> Given:
    """Return the arguments of `@view` that options stand for."""
    several = {"accordingTo": according, "excluding": excluding, "status": status}
    single = {"assertedBefore": asserted, "validAt": valid, "knownAt": known}
    return {name: values for name, values in several.items() if values} | {name: [value] for name, value in single.items() if value}


def _suffix(output: Path | None) -> str:
    suffixes = [suffix.lstrip(".").lower() for suffix in output.suffixes if suffix != ".gz"] if output else []
    return next((name for name, form in FORMATS.items() if suffixes and form.file == suffixes[-1]), "ttl")


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """A file to write to: it gets its name when it is whole. Whoever reads standard output may stop reading."""
    if output is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    part = output if output.exists() and not output.is_file() else output.with_name(output.name + ".part")
    try:
        with part.open("wb") as file, _packed(file, output) as packed:
            yield packed
        if part != output:
            part.replace(output)
    except OSError as error:
        raise SettingsError(f"{output} cannot be written: {error.strerror or error}") from error
    finally:
        if part != output:
            part.unlink(missing_ok=True)


@contextmanager
def _packed(file: BinaryIO, output: Path) -> Iterator[BinaryIO]:
    """The file, or what compresses into it, without a date: two exports are the same."""
    if output.suffix != ".gz":
        yield file
        return
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        yield cast("BinaryIO", packed)
