"""Names and the numbers that stand for them."""

from typing import Any


class Names:
    """Gives numbers to names: `first` to the first one, and on from there by `step`, so that several can give numbers that differ."""

    def __init__(self, first: int = 0, step: int = 1) -> None:
        self.number: dict[Any, int] = {}
        self.known: list[Any] = []
        self._first, self._step = first, step

    def of(self, name: Any) -> int:
        """Return the number of a name."""
        number = self.number.get(name)
        if number is None:
            number = self.number[name] = self._first + self._step * len(self.known)
            self.known.append(name)
        return number

    def named(self) -> dict[int, Any]:
        """Return what the numbers stand for."""
        return {number: name for name, number in self.number.items()}
