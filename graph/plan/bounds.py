"""How large a number, and how long a list, a request may bring: checked when a statement is made, and again whenever other variables use it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.ir import Variable
from graph.parameters import value_at
from schema.errors import QueryError


@dataclass(frozen=True, slots=True)
class Bound:
    """What a variable may be: a number from `least` to `most`, or a list of so many; `refuse` gives the error for another one."""

    origin: Variable
    least: int
    most: int
    refuse: Callable[[int], QueryError]

    def check(self, variables: Mapping[str, Any]) -> None:
        """Raise the error if a request is out of bounds."""
        hold(value_at(variables, self.origin.path), self.least, self.most, self.refuse)


def hold(value: Any, least: int, most: int, refuse: Callable[[int], QueryError]) -> None:
    """Raise the error if a number, or the length of a list, is out of bounds; null is not."""
    size = value if isinstance(value, int) or value is None else len(value)
    if size is not None and not least <= size <= most:
        raise refuse(size)
