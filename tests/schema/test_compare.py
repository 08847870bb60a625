"""What a change of the ontology means for clients of the API."""

from pathlib import Path

from schema.compare import compare_apis
from schema.reader import read_model

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"


def changed(folder: Path, old: str, new: str) -> list[tuple[str, str]]:
    """What one edit of the library's ontology does, without what follows from it."""
    text = (ONTOLOGIES / "library.ttl").read_text(encoding="utf-8")
    assert old in text
    file = folder / "library.ttl"
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = compare_apis(read_model(ONTOLOGIES / "library.ttl"), read_model(file))
    return [(change.effect, change.text) for change in found if not change.follows]


def test_no_change() -> None:
    model = read_model(ONTOLOGIES / "library.ttl")
    assert compare_apis(model, model) == []


def test_a_field_that_goes_breaks_and_one_that_comes_is_safe(tmp_path: Path) -> None:
    assert changed(tmp_path, "lib:pages", "lib:leaves") == [("breaking", "Field Book.pages was removed."), ("safe", "Book.leaves was added.")]


def test_a_value_more_is_dangerous(tmp_path: Path) -> None:
    assert changed(tmp_path, '"essay"', '"essay" "letter"') == [("dangerous", "Enum value Genre.LETTER was added.")]


def test_another_type_breaks(tmp_path: Path) -> None:
    assert ("breaking", "Field Book.pages changed type from Int to String.") in changed(tmp_path, "rdfs:range xsd:integer", "rdfs:range xsd:string")


def test_a_class_is_told_without_the_types_that_come_with_it(tmp_path: Path) -> None:
    found = changed(tmp_path, "lib:Writer a rdfs:Class .", "lib:Writer a rdfs:Class . lib:Shelf a rdfs:Class .")
    assert found == [("safe", "Query.shelf was added."), ("safe", "Query.shelves was added."), ("safe", "Shelf was added.")]
