"""From the labels of a node to the names that the API shows for it."""

from schema.model import ROOT, Model

UNKNOWN = f"Plain{ROOT}"


class Types:
    """Looks types up by label lists, which repeat: each different list is worked out once."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._object_types: dict[tuple[str, ...], str] = {}
        self._class_names: dict[tuple[str, ...], list[str]] = {}

    def object_type(self, labels: list[str]) -> str:
        """Return the GraphQL object type of a node: that of its most specific class, the first by name where it has several."""
        key = tuple(labels)
        if key not in self._object_types:
            self._object_types[key] = self._find(key)
        return self._object_types[key]

    def class_names(self, labels: list[str]) -> list[str]:
        """Return the classes of a node, the most specific first, without the root."""
        key = tuple(labels)
        if key not in self._class_names:
            known = (self._model.classes[label] for label in sorted(key) if label in self._model.classes and label != ROOT)
            self._class_names[key] = [cls.name for cls in sorted(known, key=lambda cls: -len(cls.ancestors))]
        return self._class_names[key]

    def _find(self, labels: tuple[str, ...]) -> str:
        present = [self._model.classes[label] for label in sorted(labels) if label in self._model.classes]
        above = {ancestor for cls in present for ancestor in cls.ancestors}
        lowest = [cls.object_type for cls in present if cls.name not in above and cls.object_type]
        return lowest[0] if lowest else UNKNOWN
