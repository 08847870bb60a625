"""Purging: gone with all its history, and only then."""

import pytest

from graph.purge import purge, survey
from schema.errors import DataError
from tests.example import Example

ID = "https://w3id.org/claimgraph/id/"
NAMES = f"MATCH (n) WHERE n.iri STARTS WITH '{ID}purged' RETURN labels(n), n.name"
UPSERT = """mutation($name: String!) {
  upsertPerson(input: {id: "id:purged-1", name: {value: $name}, memberOf: {set: {id: "id:rvc"}}}) { errors { message } graphVersion }
}"""


@pytest.fixture(scope="module")
def purged(example: Example) -> Example:
    for name in ("first", "second"):
        example.ask(UPSERT, {"name": name})
    return example


def test_a_survey_says_what_would_go(purged: Example) -> None:
    (doomed,) = purged.runner.run(survey(purged.store, purged.model, [f"{ID}purged-1"]))
    assert (doomed.name, doomed.states, doomed.relations, doomed.deleted, doomed.needed_by) == ("second", 1, 1, False, ())


def test_what_was_never_there_is_an_error(purged: Example) -> None:
    with pytest.raises(DataError, match="there is no <"):
        purged.runner.run(survey(purged.store, purged.model, [f"{ID}never"]))


def test_what_others_need_is_not_purged_without_them(purged: Example) -> None:
    (doomed,) = purged.runner.run(survey(purged.store, purged.model, [f"{ID}frl"]))
    assert len(doomed.needed_by) == 3
    with pytest.raises(DataError, match="is needed by"):
        purged.runner.run(purge(purged.store, purged.model, [f"{ID}frl"], "tester"))
    assert purged.ask('{ armedGroup(id: "id:frl") { name } }') == {"armedGroup": {"name": "Freedom of Russia Legion"}}


def test_a_purge_leaves_nothing_but_a_line_in_the_log(purged: Example) -> None:
    purged.ask('mutation { deletePerson(id: "id:purged-1") { deleted } }')
    purged.runner.run(purge(purged.store, purged.model, [f"{ID}purged-1"], "tester"))
    assert purged.runner.run(purged.store.rows(NAMES, {})) == []
    last = purged.ask('{ changes(about: "id:purged-1") { changes { by what total resources { kind } } } }')["changes"]["changes"][-1]
    assert last == {"by": "tester", "what": "purge", "total": 1, "resources": [{"kind": "DELETED"}]}
    with pytest.raises(DataError):
        purged.runner.run(survey(purged.store, purged.model, [f"{ID}purged-1"]))
