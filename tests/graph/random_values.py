"""Random choices, and random operands for filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from random import Random
from typing import Any, TypeVar

from schema.model import Attribute, Model
from tests.graph.seen import Word

T = TypeVar("T")


@dataclass
class Values:
    """Chooses by one source of randomness."""

    random: Random
    model: Model

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.number(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], most: int) -> list[T]:
        chosen = [self.pick(choices) for _ in range(self.number(1, most))] if choices else []
        return [item for index, item in enumerate(chosen) if item not in chosen[:index]]

    def operand(self, attribute: Attribute, operator: str, values: Sequence[Any]) -> Any:
        if operator == "isNull":
            return self.chance(50)
        if operator == "in":
            return [self.value(attribute, values) for _ in range(self.number(0, 3))]
        if attribute.datatype == "Point":
            return self.circle(values) if operator == "near" else self.box(values)
        if operator in ("eq", "ne") and self.chance(6):
            return None
        value = self.value(attribute, values)
        if operator in ("contains", "startsWith", "endsWith"):
            start, end = sorted((self.number(0, len(value)), self.number(0, len(value))))
            return {"contains": value[start:end], "startsWith": value[: start % 4], "endsWith": value[-(start % 4) or len(value) :]}[operator]
        return self.blurred(value) if operator in ("overlaps", "before", "after", "within") else value

    def value(self, attribute: Attribute, values: Sequence[Any]) -> Any:
        if values and not self.chance(5):
            value = self.pick(values)
            return self.elsewhere(value) if attribute.datatype == "DateTime" and self.chance(30) else value
        if attribute.enum:
            return Word(self.pick(self.model.enums[attribute.enum].concepts).name)
        others = {"Int": 1, "Float": 1.5, "BigInt": 2, "Boolean": True, "DateTime": "2023-05-22T00:00:00Z", "Date": "2023-05-22", "EDTF": "2023-05"}
        return others.get(attribute.datatype, "x")

    def elsewhere(self, moment: str) -> str:
        """The same moment as a clock three hours further east shows it."""
        return datetime.fromisoformat(moment).astimezone(timezone(timedelta(hours=3))).isoformat()

    def blurred(self, date: str) -> str:
        """An imprecise date, or one that is even less precise."""
        forms = [date, "2023", "2023-05", "2023-05-22", "2023-05-23/2023-06", "../2023-05-22", "2023-05-22/..", "1985/2000"]
        return self.pick(forms)

    def around(self, values: Sequence[Any]) -> tuple[float, float]:
        return self.pick(values) if values else (50.5, 36.25)

    def circle(self, values: Sequence[Any]) -> dict[str, float]:
        latitude, longitude = self.around(values)
        return {"latitude": latitude + self.number(-2, 2) / 4, "longitude": longitude, "distance": float(10 ** self.number(3, 7))}

    def box(self, values: Sequence[Any]) -> dict[str, float]:
        latitude, longitude = self.around(values)
        return {"south": latitude - self.number(0, 3), "west": longitude - self.number(0, 3), "north": latitude + 1.0, "east": longitude + 1.0}
