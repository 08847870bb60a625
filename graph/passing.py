"""Values for other processes of ours: pickled, read-only mappings too (the Model has some)."""

import copyreg
import pickle
from types import MappingProxyType
from typing import Any


def packed(value: Any) -> bytes:
    """Return a value as bytes, for `pickle.loads` in a process that we started."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def wrapped(members: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """Return a read-only mapping; pickle needs a function by its name."""
    return MappingProxyType(members)


def _unwrapped(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return wrapped, (dict(mapping),)


copyreg.pickle(MappingProxyType, _unwrapped)
