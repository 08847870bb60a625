"""Files that cannot be loaded: the error has a stable code and says where, the exit code tells its kind, and nothing in the store has changed."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.exits import exit_code
from graph.load import Loading
from graph.local import LocalServer
from graph.log import version_of
from graph.reading import open_sources, read
from graph.stage import Stage
from graph.told import Reading
from schema.errors import ClaimgraphError, DataError
from schema.reader import read_model
from tests.example import ONTOLOGY, ROOT
from tests.graph.bench import ID, PREFIXES, Bench

HELD = 'id:ru a cg:Country ; rdfs:label "Russia" ; cg:isoCode "RU" . id:p a cg:Person ; rdfs:label "p" .\n'
PERSON = f"""<{ID}x%d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/claimgraph/ontology#Person> .
<{ID}x%d> <http://www.w3.org/2000/01/rdf-schema#label> "x" .
"""
RDF_XML = (
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2000/01/rdf-schema#"><r:Description r:about="{}x"><s:label>{}'
)
BOMB = '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)) + "]>"
MANY = "".join(PERSON % (number, number) for number in range(500))
LINES_BEFORE = PREFIXES.count("\n")


@pytest.fixture(scope="module")
def shared(neo4j_server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, read_model(ONTOLOGY), tmp_path_factory.mktemp("data"), runner)
        made.load(HELD)
        yield made
        made.close()


def state(bench: Bench) -> list[Any]:
    return [bench.dump(), bench.runner.run(version_of(bench.store))]


def refused(bench: Bench, content: str | bytes, name: str, how: Loading | None = None) -> ClaimgraphError:
    """The error that a file is refused with; the store must be as before."""
    before = state(bench)
    with pytest.raises(ClaimgraphError) as raised:
        bench.load_files(bench.file(content, name), how=how)
    assert state(bench) == before
    assert "\n" not in raised.value.message
    return raised.value


MALFORMED: list[tuple[str, str, str | bytes, str, str]] = [
    ("an error on the last line", "last.nt", MANY + "<urn:a> <urn:b> .\n", "DATA_UNREADABLE", "last.nt:1001: "),
    (
        "an unknown class on the last line",
        "class.nt",
        MANY + PERSON.splitlines(keepends=True)[0].replace("Person", "Persn") % 5_000,
        "DATA_UNKNOWN_TERM",
        "class.nt:1001: id:x5000 is of the",
    ),
    ("a file that is cut off", "cut.ttl", "id:x a cg:Person ;", "DATA_UNREADABLE", f"cut.ttl:{LINES_BEFORE + 1}: "),
    ("a byte that is no UTF-8", "latin.nt", MANY.encode() + b'<urn:a> <urn:b> "\xe9" .\n', "DATA_UNREADABLE", "latin.nt:1001: Invalid UTF-8"),
    ("UTF-16", "wide.ttl", "\ufeff<urn:a> <urn:b> <urn:c> .".encode("utf-16-le"), "DATA_UNREADABLE", "wide.ttl:1: is UTF-16, expected UTF-8"),
    ("an encoding declared in XML", "declared.rdf", '<?xml version="1.0" encoding="windows-1251"?><r/>', "DATA_UNREADABLE", "declared.rdf:1: Only UTF-8"),
    ("a DOCTYPE", "doctype.rdf", "<!DOCTYPE r><r/>", "DATA_UNREADABLE", "a DOCTYPE"),
    ("a bomb of entities", "bomb.rdf", BOMB + "<r>&i;</r>", "DATA_UNREADABLE", "a DOCTYPE"),
    (
        "a context on the network",
        "remote.jsonld",
        '{"@context": "https://schema.org/"}',
        "DATA_UNREADABLE",
        "remote.jsonld:1: its JSON-LD context is on the network",
    ),
    ("a relative IRI", "relative.ttl", "<a> a cg:Person .", "DATA_UNREADABLE", f"relative.ttl:{LINES_BEFORE + 1}: No scheme found"),
    ("a relative IRI in JSON-LD, which drops it", "relative.jsonld", '{"@id": "urn:a",\n"urn:b": {"@id": "c"}}', "DATA_UNREADABLE", "the IRI <c> is relative"),
    ("a language that is none", "tag.ttl", 'id:x rdfs:label "x"@englishlanguage .', "DATA_UNREADABLE", "A subtag may be eight characters"),
    (
        "triples in triples, nested deeply",
        "deep.ttl",
        "<urn:a> <urn:p> " + "<<( <urn:a> <urn:p> " * 100_000,
        "DATA_UNREADABLE",
        "is nested more than 200 levels deep",
    ),
    ("the same over many lines", "deep.trig", "<urn:a> <urn:p> <urn:o> .\n<urn:a> <urn:p> " + "<<(<urn:a> <urn:p>\n" * 300, "DATA_UNREADABLE", "levels deep"),
    ("JSON nested deeply", "deep.jsonld", '{"urn:a":' * 5_000 + "1" + "}" * 5_000, "DATA_UNREADABLE", "deep.jsonld:1: "),
    ("no gzip", "x.nt.gz", b"no gzip", "DATA_UNREADABLE", "cannot be read"),
    ("half a gzip", "half.nt.gz", b"\x1f\x8b\x08\x00", "DATA_UNREADABLE", "ends too early"),
]


@pytest.mark.parametrize(("name", "content", "code", "says"), [row[1:] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_a_malformed_file(shared: Bench, name: str, content: str | bytes, code: str, says: str) -> None:
    error = refused(shared, content, name)
    assert (error.code, exit_code(error)) == (code, 4)
    assert says in error.message


UNFIT = [
    ("an unknown value of an enum", 'id:x a cg:Event ; rdfs:label "x" ; cg:eventType cg:asserts .', "cg:eventType <.*asserts> is none of "),
    ("a date that is none", 'id:x a cg:Event ; rdfs:label "x" ; cg:eventType cg:fire ; cg:when "2023-02-30"^^edtf:EDTF .', 'cg:when "2023-02-30" '),
    ("a month that is none", 'id:x a cg:Event ; rdfs:label "x" ; cg:eventType cg:fire ; cg:when "2023-13"^^edtf:EDTF .', 'cg:when "2023-13" '),
    ("a time that is none", 'id:j a cg:Assessment ; rdfs:label "j" ; cg:madeAt "noon"^^xsd:dateTime .', 'cg:madeAt "noon" is no date and time'),
    (
        "a key twice in one file",
        'id:a a cg:Country ; rdfs:label "a" ; cg:isoCode "XX" .\nid:b a cg:Country ; rdfs:label "b" ; cg:isoCode "XX" .',
        ":12: id:b has the same isoCode as id:a: XX",
    ),
    ("a key that is stored", 'id:a a cg:Country ; rdfs:label "a" ; cg:isoCode "RU" .', "id:a has the same isoCode as id:ru, which is in the store"),
    ("an IRI that no index holds", f'<urn:{"x" * 9_000}> a cg:Person ; rdfs:label "x" .', "has an IRI of more than 8000 bytes"),
    ("a list for a value", 'id:x a cg:Person ; rdfs:label "x" ; cg:memberOf ( id:y ) .', "is an RDF list, which is not kept"),
]


@pytest.mark.parametrize(("content", "says"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_data_that_does_not_fit(shared: Bench, content: str, says: str) -> None:
    error = refused(shared, content, "unfit.ttl")
    assert (error.code, exit_code(error)) == ("DATA_INVALID", 4)
    with pytest.raises(DataError, match=says):
        raise error


def test_findings_have_their_lines_and_their_order(shared: Bench) -> None:
    lines = [f'id:z{number} a cg:Person ; rdfs:label "x" ;\n  cg:leads id:nobody{number} .' for number in range(9, 0, -1)]
    error = refused(shared, "\n".join(lines), "lines.ttl")
    assert isinstance(error, DataError)
    assert [finding.partition(": ")[0].rpartition(":")[2] for finding in error.findings] == [str(LINES_BEFORE + 2 * number) for number in range(1, 10)]
    assert "id:z9 cg:leads id:nobody9 is an unknown reference" in error.findings[0]


def test_one_bad_file_of_several_keeps_the_others_out(shared: Bench) -> None:
    before = state(shared)
    with pytest.raises(DataError, match="bad.ttl:11: id:y has no rdf:type"):
        shared.load_files(shared.file('id:x a cg:Person ; rdfs:label "x" .', "good.ttl"), shared.file('id:y rdfs:label "y" .', "bad.ttl"))
    assert state(shared) == before


@pytest.mark.parametrize("name", ["huge.nt", "huge.ttl", "huge.jsonld", "huge.rdf"])
@pytest.mark.parametrize("megabytes", [2, 100])
def test_a_literal_beyond_the_limit(shared: Bench, name: str, megabytes: int) -> None:
    text = "x" * (megabytes << 20)
    contents = {
        ".nt": f'<{ID}x> <http://www.w3.org/2000/01/rdf-schema#label> "{text}" .\n',
        ".ttl": f'id:x rdfs:label """{text}""" .',
        ".jsonld": f'{{"@id": "{ID}x", "http://www.w3.org/2000/01/rdf-schema#label": "{text}"}}',
        ".rdf": RDF_XML.format(ID, text) + "</s:label></r:Description></r:RDF>",
    }
    error = refused(shared, contents[Path(name).suffix], name)
    assert (error.code, exit_code(error)) == ("DATA_TOO_LARGE", 4)
    assert f"{name}:{LINES_BEFORE + 1 if name.endswith('ttl') else 1}: " in error.message
    assert "1,048,576 characters, the limit" in error.message


def test_hops_in_a_circle_that_others_made_are_weighed_like_any(shared: Bench) -> None:
    claim = 'a cg:Claim ; rdfs:label "c" ; cg:claimant id:p ; cg:content id:s ; cg:stance cg:asserts ; cg:relayedBy'
    text = f"""id:s a cg:Proposition ; rdfs:label "s" ; cg:kind cg:eventKind ; cg:text "s" . id:d a cg:Document ; rdfs:label "d" .
    id:t a cg:Passage ; rdfs:label "t" ; cg:document id:d ; cg:start 0 ; cg:end 1 .
    id:one {claim} id:two ; cg:passage id:t . id:two {claim} id:three ; cg:passage id:t . id:three {claim.removesuffix("; cg:relayedBy")} ; cg:passage id:t ."""
    shared.load(text)
    shared.runner.run(
        shared.store.write([("MATCH (a:Claim {iri: $start + 'three'}) MATCH (b:Claim {iri: $start + 'one'}) CREATE (a)-[:RELAYED_BY]->(b)", {"start": ID})])
    )
    assert shared.rebuild().changed > 0
    assert shared.rebuild().changed == 0


# the disk for temporary files


def test_no_directory_for_temporary_files(shared: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/proc/nowhere")
    error = refused(shared, HELD, "data.ttl")
    assert (error.code, exit_code(error)) == ("TEMPORARY_FULL", 2)
    assert "/proc/nowhere, is full or cannot be written" in error.message


FILLING = """
import resource, sys
from api.cli import main
from graph import stage
stage.CACHE = 100
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
sys.argv = ["claimgraph", "load", sys.argv[1]]
main()
"""
"""No disk that is full can be had without rights, but a file that cannot grow: SQLite meets both as a failing write."""


def test_a_full_disk_for_temporary_files(shared: Bench, neo4j_server: LocalServer) -> None:
    path = shared.file("".join(PERSON % (number, number) for number in range(20_000)), "large.nt")
    before = state(shared)
    given = {"NEO4J_URI": neo4j_server.bolt_uri, "NEO4J_USERNAME": neo4j_server.username, "NEO4J_PASSWORD": neo4j_server.password}
    command = [sys.executable, "-c", FILLING, str(path)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **given}, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip().splitlines()[-1].endswith("[TEMPORARY_FULL]")
    assert state(shared) == before


# many


BLANK = int(os.environ.get("CLAIMGRAPH_BLANK_NODES", "100000"))
"""So many here; a million where there is time."""


def test_many_blank_nodes_take_no_more_memory_than_few(tmp_path: Path) -> None:
    peaks = []
    for number in (BLANK // 100, BLANK):
        path = tmp_path / f"{number}.ttl"
        with path.open("w") as file:
            file.write(PREFIXES + "".join(f'[] a cg:Person ; rdfs:label "{name}" .\n' for name in range(number)))
        done = subprocess.run([sys.executable, "-c", STAGING, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
        subjects, peak = map(int, done.stdout.split())
        assert subjects == number
        peaks.append(peak)
    assert peaks[1] < peaks[0] + 150_000, peaks


STAGING = """
import resource, sys
from pathlib import Path
from tests.graph.test_bad_files import stage_all
print(stage_all(Path(sys.argv[1])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def stage_all(path: Path) -> int:
    """Read a file as a load does; return how many subjects it has."""
    with Stage() as stage:
        asyncio.run(read(stage, open_sources([path], Reading(ID)), (), None, lambda done, total: None))
        return sum(len(group) for group in stage.groups())
