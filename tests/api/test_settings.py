"""Every setting is documented, and a wrong one is named."""

import re

import pytest

from api.exits import Exit, exit_code, exits_table
from api.settings import CHECKOUT, SHIPPED_DATA, SHIPPED_ONTOLOGY, Settings, read_settings, settings_table, variables
from schema import errors
from schema.errors import ClaimgraphError, SettingsError


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)


def test_readme_holds_the_table() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", readme, re.DOTALL)
    assert found, "README.md has no table between <!-- settings --> and <!-- /settings -->"
    assert found[1].strip() == settings_table()


def test_exit_codes_have_a_table() -> None:
    assert all(f"| {code.value} |" in exits_table() for code in Exit)


def test_every_setting_has_a_meaning_and_a_variable() -> None:
    for field in Settings.model_fields.values():
        assert field.description
        assert re.fullmatch(r"(CLAIMGRAPH|NEO4J)_[A-Z0-9_]+", str(field.validation_alias))


def test_defaults() -> None:
    settings = read_settings()
    assert (settings.host, settings.port, settings.max_body) == ("127.0.0.1", 8000, 1 << 20)
    assert settings.ontology_file == SHIPPED_ONTOLOGY
    assert settings.data_files == (SHIPPED_DATA,)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("CLAIMGRAPH_PORT", "eight", "a whole number"),
        ("CLAIMGRAPH_PORT", "70000", "65535"),
        ("CLAIMGRAPH_MAX_BODY", "one lemon", "1MiB"),
        ("CLAIMGRAPH_NEO4J_VERSION", "4.4", "'2026.08' or '5.26'"),
        ("CLAIMGRAPH_NEO4J_HEAP", "1", "`2g`"),
        ("CLAIMGRAPH_QUERY_TIMEOUT", "nan", "finite"),
        ("CLAIMGRAPH_QUERY_TIMEOUT", "0", "greater than 0"),
        ("CLAIMGRAPH_MAX_TOKENS", "0", "greater than or equal to 1"),
        ("CLAIMGRAPH_INTROSPECTION", "perhaps", "true or false"),
        ("CLAIMGRAPH_LOG_LEVEL", "loud", "'debug'"),
        ("CLAIMGRAPH_BASE_IRI", "my graph", "ends in `/`"),
        ("CLAIMGRAPH_CORS_ORIGINS", "https://example.org/", "https://example.org"),
        ("CLAIMGRAPH_PAGE_SIZE", "1000", "CLAIMGRAPH_PAGE_LIMIT"),
        ("NEO4J_URI", "http://localhost:7474", "neo4j://localhost:7687"),
        ("NEO4J_URI", "bolt://localhost", "NEO4J_PASSWORD"),
    ],
)
def test_a_wrong_value_is_one_line_with_the_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert name in caught.value.message
    assert says in caught.value.message
    assert "\n" not in caught.value.message


def test_the_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://localhost:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "swordfish")
    settings = read_settings()
    assert "swordfish" not in repr(settings)
    assert "swordfish" not in settings_table()


@pytest.mark.parametrize(("value", "files"), [("none", []), ("a.ttl", ["a.ttl"]), ("a.ttl, b/c.nt ,", ["a.ttl", "b/c.nt"]), ("", [str(SHIPPED_DATA)])])
def test_data_files(monkeypatch: pytest.MonkeyPatch, value: str, files: list[str]) -> None:
    monkeypatch.setenv("CLAIMGRAPH_DATA", value)
    assert [str(path) for path in read_settings().data_files] == files


def test_another_ontology_comes_without_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", "other.ttl")
    assert read_settings().data_files == ()
    monkeypatch.setenv("CLAIMGRAPH_ONTOLOGY", str(SHIPPED_ONTOLOGY))
    assert read_settings().data_files == (SHIPPED_DATA,)


def _kinds(kind: type[ClaimgraphError]) -> list[type[ClaimgraphError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _kinds(child))]


@pytest.mark.parametrize("kind", _kinds(ClaimgraphError), ids=lambda kind: kind.__name__)
def test_every_error_has_an_exit_code(kind: type[ClaimgraphError]) -> None:
    code = exit_code(kind("message"))
    assert code != Exit.OK
    if kind is not ClaimgraphError and kind.__module__ == errors.__name__:
        assert code != Exit.FAILURE
