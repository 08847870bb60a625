"""Python's garbage collector, kept from searching a heap that only grows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Keep the collector out of a piece of work that keeps nearly all that it makes (loading a large ontology spent over a quarter of its time there), or that drops it all at its end."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
