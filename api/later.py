"""Modules that are imported when they are first used: a command pays for what it does, `--help` and completion for nothing."""

import importlib
from typing import Any


class Later:
    """Stands for a module until something of it is wanted.

    >>> Later("textwrap").dedent("  x")
    'x'
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(importlib.import_module(self._name), attribute)
