"""From the labels of a node to the names that the API shows for it."""

from schema.model import ROOT, Class, Model

UNKNOWN = f"Plain{ROOT}"


class Types:
    """Looks types up by label lists, which repeat: each different list is worked out once for each class that nodes are read as."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._object_types: dict[tuple[str, ...], str] = {}
        self._class_names: dict[tuple[str, ...], list[str]] = {}

    def object_type(self, labels: list[str], static: str = ROOT) -> str:
        """Return the GraphQL object type of a node that is read as `static`: of its most specific class below that, the first by name of several."""
        key = (static, *labels)
        if key not in self._object_types:
            self._object_types[key] = self._find(labels, self._model.classes[static])
        return self._object_types[key]

    def class_names(self, labels: list[str]) -> list[str]:
        """Return the classes of a node, the most specific first, without the root."""
        key = tuple(labels)
        if key not in self._class_names:
            known = (self._model.classes[label] for label in sorted(key) if label in self._model.classes and label != ROOT)
            self._class_names[key] = [cls.name for cls in sorted(known, key=lambda cls: -len(cls.ancestors))]
        return self._class_names[key]

    def _find(self, labels: list[str], static: Class) -> str:
        present = [self._model.classes[label] for label in sorted(labels) if label == static.name or label in static.descendants]
        above = {ancestor for cls in present for ancestor in cls.ancestors}
        lowest = [cls.object_type for cls in present if cls.name not in above and cls.object_type]
        return lowest[0] if lowest else UNKNOWN
