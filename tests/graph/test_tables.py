"""Rows of CSV and JSON Lines under a mapping."""

import asyncio
import csv
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.load import Loading, LoadReport, load
from graph.local import LocalServer
from graph.mapping import encoded
from graph.mapping_in import COLUMN_KEYS, TABLE_KEYS, read_mapping
from graph.rdf_in import RdfFile
from graph.tables import TableFile
from graph.told import RDF, REIFIES, TYPE, Literal, Reading, Told, Triple
from schema.errors import ClaimgraphError, DataError, DataTooLarge, DataUnreadable, MappingInvalid
from schema.reader import read_model
from tests.example import ONTOLOGY, ROOT
from tests.graph.bench import ID, PREFIXES, Bench

MODEL = read_model(ONTOLOGY)
CG = "https://w3id.org/claimgraph/ontology#"
TEXT = "http://www.w3.org/2001/XMLSchema#string"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

Files = dict[str, str | bytes]


def reading(folder: Path, mapping: str) -> Reading:
    file = folder / "mapping.toml"
    file.write_text(mapping, encoding="utf-8")
    return Reading(ID, tables=read_mapping(file, MODEL))


def opened(folder: Path, mapping: str, files: Files) -> list[TableFile]:
    how = reading(folder, mapping)
    found = []
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        kind = name.removesuffix(".gz").rpartition(".")[2]
        found.append(TableFile(folder / name, name, kind, how))
    return found


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[Told]]:
    """What all files say, in order."""
    return lambda mapping, **files: [one for file in opened(tmp_path, mapping, {k.replace("__", "."): v for k, v in files.items()}) for one in file.told()]


Tell = Callable[..., list[Told]]


def facts(statements: list[Told]) -> set[tuple[str, ...]]:
    """Statements without types and places, shortened; a literal with its language."""
    found = set()
    for subject, predicate, said, _, _ in statements:
        if predicate != TYPE:
            text = f'"{said.text}"{"@" + said.language if said.language else ""}' if isinstance(said, Literal) else str(said)
            found.add(tuple(part.replace(ID, "id:").replace(CG, "cg:").replace(RDFS_LABEL, "rdfs:label") for part in (subject, predicate, text)))
    return found


PEOPLE = """
[[table]]
file = "people.csv"
class = "Person"
id = "id:{slug}"
columns.name = "name"
"""


# what a row says


def test_a_row_becomes_a_resource_with_class_name_and_line(told: Tell) -> None:
    assert told(PEOPLE, people__csv="slug,name\nanna,Anna\nivan,Иван\n") == [
        Told(ID + "anna", TYPE, CG + "Person", "", 2),
        Told(ID + "anna", RDFS_LABEL, Literal("Anna", TEXT, ""), "", 2),
        Told(ID + "ivan", TYPE, CG + "Person", "", 3),
        Told(ID + "ivan", RDFS_LABEL, Literal("Иван", TEXT, ""), "", 3),
    ]


GROUPS = """
[prefixes]
ex = "https://example.org/"

[[table]]
file = "groups*.csv"
name = "groups"
class = {column = "kind", values = {group = "ArmedGroup", state = "cg:State"}}
id = "id:{slug}"
delimiter = ";"
empty = ["", "n/a"]

[table.columns]
"name en" = "name@en"
"name ru" = "rdfs:label@ru"
also = {property = "altNames@en", split = "|"}
founded = "foundedOn"
base = {property = "basedIn", link = "id:{value}"}
parent = {property = "memberOf", lookup = "groups.code", edge = {validTime = "{since}"}}
leader = {property = "leaders", link = "id:{value}"}
site = ["url", {property = "note"}]

[table.set]
note = "from {source}"
"""
ROWS = """slug;kind;name en;name ru;also;founded;base;parent;since;leader;site;source;code;extra
frl;group;Legion;Легион;FRL| LSR ;2022-03;kyiv region;UA;2022;cesar;https://example.org/a;a book;L;x
ukraine;state;Ukraine;Украина;n/a;;;;;;;;UA;
"""


def test_a_wide_table(told: Tell) -> None:
    found = facts(told(GROUPS, groups1__csv=ROWS))
    reifier = next(subject for subject, predicate, _ in found if predicate == REIFIES)
    triple = str(Triple("id:frl", "cg:memberOf", "id:ukraine"))
    assert found == {
        ("id:frl", "rdfs:label", '"Legion"@en'),
        ("id:frl", "rdfs:label", '"Легион"@ru'),
        ("id:frl", "http://www.w3.org/2004/02/skos/core#altLabel", '"FRL"@en'),
        ("id:frl", "http://www.w3.org/2004/02/skos/core#altLabel", '"LSR"@en'),
        ("id:frl", "cg:foundedOn", '"2022-03"'),
        ("id:frl", "cg:basedIn", "id:kyiv%20region"),
        ("id:frl", "cg:memberOf", "id:ukraine"),
        (reifier, REIFIES, triple),
        (reifier, "cg:validTime", '"2022"'),
        ("id:cesar", "cg:leads", "id:frl"),
        ("id:frl", "cg:url", '"https://example.org/a"'),
        ("id:frl", "cg:note", '"https://example.org/a"'),
        ("id:frl", "cg:note", '"from a book"'),
        ("id:ukraine", "rdfs:label", '"Ukraine"@en'),
        ("id:ukraine", "rdfs:label", '"Украина"@ru'),
    }


def test_datatypes_are_the_ontologys(told: Tell) -> None:
    found = {one.predicate: one.object for one in told(GROUPS, groups1__csv=ROWS) if isinstance(one.object, Literal)}
    assert found[CG + "foundedOn"] == Literal("2022-03", "http://id.loc.gov/datatypes/edtf/EDTF", "")
    assert found[CG + "url"] == Literal("https://example.org/a", "http://www.w3.org/2001/XMLSchema#anyURI", "")
    assert found[RDFS_LABEL] == Literal("Украина", RDF + "langString", "ru")


CLAIMS = """
[[table]]
file = "claims.jsonl"
class = "Claim"
id = "id:claim-{id}"
columns."speaker.id" = {property = "claimant", link = "id:{value}"}
columns.stance = {property = "stance", values = {said = "ASSERTS", denied = "DENIES"}}
columns.text = ["name@en", "quote"]
columns.tags = "tag"
columns.sources = {property = "passage", link = "id:claim-{id}-{#}"}
set.content = "id:p-{about}"

[[table]]
file = "claims.jsonl"
each = "sources"
class = "Passage"
id = "id:claim-{^id}-{#}"
columns.from = "start"
columns."^document.slug" = {property = "document", link = "id:{value}"}
set.name = "{^id}, {from}-{to}"
set.end = "{to}"

[[table]]
file = "claims.jsonl"
each = "document"
class = "Document"
id = "id:{slug}"
columns.slug = "name"
"""
LINE = {
    "id": 7,
    "about": "bridge",
    "speaker": {"id": "ru-mod", "name": "the ministry"},
    "stance": "denied",
    "text": 'He said: "no"',
    "tags": ["war", None, "", "bridge"],
    "document": {"slug": "report-1"},
    "sources": [{"from": 0, "to": 12}, {"from": 30, "to": 41}],
    "weight": 0.10,
}


def test_nested_lines(told: Tell) -> None:
    assert facts(told(CLAIMS, claims__jsonl=json.dumps(LINE))) == {
        ("id:claim-7", "cg:claimant", "id:ru-mod"),
        ("id:claim-7", "cg:stance", '"DENIES"'),
        ("id:claim-7", "rdfs:label", '"He said: "no""@en'),
        ("id:claim-7", "cg:quote", '"He said: "no""'),
        ("id:claim-7", "cg:tag", '"war"'),
        ("id:claim-7", "cg:tag", '"bridge"'),
        ("id:claim-7", "cg:content", "id:p-bridge"),
        ("id:claim-7", "cg:passage", "id:claim-7-1"),
        ("id:claim-7", "cg:passage", "id:claim-7-2"),
        ("id:claim-7-1", "cg:start", '"0"'),
        ("id:claim-7-2", "cg:start", '"30"'),
        ("id:claim-7-1", "cg:end", '"12"'),
        ("id:claim-7-2", "cg:end", '"41"'),
        ("id:claim-7-1", "rdfs:label", '"7, 0-12"'),
        ("id:claim-7-2", "rdfs:label", '"7, 30-41"'),
        ("id:claim-7-1", "cg:document", "id:report-1"),
        ("id:claim-7-2", "cg:document", "id:report-1"),
        ("id:report-1", "rdfs:label", '"report-1"'),
    }


def test_numbers_stay_as_they_are_written(told: Tell) -> None:
    mapping = '[[table]]\nfile = "q.jsonl"\nclass = "Quantity"\nid = "id:{id}"\ncolumns.min = "min"\ncolumns.text = "text"\n'
    found = facts(told(mapping, q__jsonl='{"id": 1, "min": 1.10, "text": 12345678901234567890123}'))
    assert found == {("id:1", "cg:min", '"1.10"'), ("id:1", "cg:text", '"12345678901234567890123"')}


def test_what_no_table_takes_is_counted(tmp_path: Path) -> None:
    (file,) = opened(tmp_path, GROUPS, {"groups.csv": ROWS})
    list(file.told())
    assert file.ignored == {"extra": 1}
    (file,) = opened(tmp_path, CLAIMS, {"claims.jsonl": json.dumps(LINE)})
    list(file.told())
    assert list(file.told()) and file.ignored == {"weight": 1}


# how files are written


@pytest.mark.parametrize(
    ("head", "content"),
    [
        ("", "slug,name\na,Анна"),
        ("", "\ufeffslug,name\r\na,Анна\r\n\r\n"),
        ("", 'slug,name\n"a","Анна"\n'),
        ("", " slug , name \na, Анна \n"),
        ('delimiter = "|"\nquote = "\'"', "slug|name\na|'Анна'\n"),
        ('header = ["slug", "name"]', "a,Анна\n"),
        ('encoding = "windows-1251"', "slug,name\na,Анна\n".encode("windows-1251")),
    ],
)
def test_ways_to_write_a_table(told: Tell, head: str, content: str | bytes) -> None:
    assert facts(told(PEOPLE + head, people__csv=content)) == {("id:a", "rdfs:label", '"Анна"')}


def test_tabs_and_compression(tmp_path: Path) -> None:
    mapping = PEOPLE.replace("people.csv", "*.tsv")
    (file,) = opened(tmp_path, mapping, {"x.tsv.gz": gzip.compress(b"slug\tname\na\tAnna, of course\n")})
    assert facts(list(file.told())) == {("id:a", "rdfs:label", '"Anna, of course"')}


def test_a_value_with_line_ends_counts_lines(told: Tell) -> None:
    found = told(PEOPLE, people__csv='slug,name\na,"one\ntwo"\n\nb,B\n')
    assert [(one.object.text, one.place) for one in found if isinstance(one.object, Literal)] == [("one\ntwo", 2), ("B", 5)]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r")).filter(lambda text: text.strip() and text == text.strip()), min_size=1))
def test_whatever_stands_in_a_value_comes_through(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("texts")
    wide = io.StringIO(newline="")
    csv.writer(wide).writerows([["slug", "name"], *([str(number), text] for number, text in enumerate(texts))])
    lines = "\n".join(json.dumps({"slug": number, "name": text}, ensure_ascii=number % 2 == 0) for number, text in enumerate(texts))
    mapping = PEOPLE.replace('"people.csv"', '["people.csv", "people.jsonl"]')
    for file in opened(folder, mapping, {"people.csv": wide.getvalue(), "people.jsonl": lines}):
        assert [one.object.text for one in file.told() if isinstance(one.object, Literal)] == texts


@given(st.text(st.characters(codec="utf-8")))
def test_a_part_of_an_iri_names_one_value(text: str) -> None:
    assert unquote(encoded(text)) == text
    assert not set(encoded(text)) & set(" /#?:@<>\"{}|\\^`\t\n,;'")


def test_an_iri_that_is_all_of_a_template_is_taken_as_it_is(told: Tell) -> None:
    mapping = PEOPLE.replace("id:{slug}", "{slug}")
    found = told(mapping, people__csv="slug,name\nhttps://example.org/a#b,A\nid:frl,B\n")
    assert [one.subject for one in found if one.predicate == TYPE] == ["https://example.org/a#b", ID + "frl"]


# what does not fit


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ("frl;club;;;;;;;;;;;;", "groups.csv:2: column kind: 'club' is none of group, state"),
        (";group;;;;;;;;;;;;", "groups.csv:2: has nothing in slug, which the IRI is made of"),
        ("frl;group;;;;05/2022;;;;;;;;", 'groups.csv:2: column founded: "05/2022" is no EDTF date'),
        ("frl;group;;;;;;XX;;;;;;", "groups.csv:2: column parent: 'XX' is no code of groups"),
        ("a;group;;;;;;X;;;;;X;\nb;group;;;;;;;;;;;X;", "groups.csv:2: column parent: 'X' is several code of groups"),
        ("frl;group;;;;;;;;;no iri;;;", "groups.csv:2: column site: 'no iri' is no IRI, and no compact one with a prefix"),
        ("a;group", "groups.csv:2: has 2 values, expected 14, as many as there are columns"),
    ],
)
def test_a_finding_names_file_line_column_and_value(told: Tell, rows: str, finding: str) -> None:
    with pytest.raises(DataError, match=re.escape(finding)):
        told(GROUPS, groups__csv=ROWS.splitlines()[0] + "\n" + rows)


def test_a_template_that_does_not_fit_is_named(told: Tell) -> None:
    with pytest.raises(DataError, match=re.escape("people.csv:2: set.url: 'A' is no IRI")):
        told(PEOPLE + 'set.url = "{name}"', people__csv="slug,name\na,A\n")


def test_a_property_that_only_some_classes_have(told: Tell) -> None:
    mapping = (
        PEOPLE.replace('"Person"', '{column = "kind", values = {person = "Person", state = "State"}}')
        + 'columns.of = {property = "leads", link = "id:{value}"}'
    )
    assert len(told(mapping, people__csv="slug,name,kind,of\na,A,person,b\nb,B,state,\n")) == 5
    with pytest.raises(DataError, match=re.escape("people.csv:2: column of: a State has no such property")):
        told(mapping, people__csv="slug,name,kind,of\nb,B,state,a\n")


def test_all_findings_are_told_together(told: Tell) -> None:
    with pytest.raises(DataError) as caught:
        told(GROUPS, groups__csv=ROWS.splitlines()[0] + "\nfrl;club;;;;;;;;;;;;\na;group;;;;x;;y;;;;;;\n")
    assert [finding.partition(": ")[0] for finding in caught.value.findings] == ["groups.csv:2", "groups.csv:3", "groups.csv:3"]
    assert "3 findings, nothing was written" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "error", "text"),
    [
        ("slug,name\na,Анна\n".encode("windows-1251"), DataUnreadable, "people.csv:2: byte 0xc0 is no UTF-8; a mapping can say another `encoding`"),
        ("slug,name\n".encode("utf-16"), DataUnreadable, "people.csv:1: is UTF-16, expected UTF-8"),
        ('slug,name\na,"x"y\n', DataUnreadable, "people.csv:2: ',' expected after '\"'"),
        ('slug,name\na,x\nb,"x\n', DataUnreadable, "people.csv:3: unexpected end of data"),
        ('slug,name\na,"' + "x\n" * 600_000, DataTooLarge, "people.csv:2: a value is longer than 1,048,576 characters: is its closing quote missing?"),
        ("slug,name,name\n", DataUnreadable, "people.csv:1: several columns have the name 'name'"),
        ("slug,nmae\na,x\n", MappingInvalid, "mapping.toml: table \"people\": people.csv has no column 'name'; did you mean nmae?; it has: slug, nmae"),
        (gzip.compress(b"slug,name\na,x\n", mtime=0)[:20], DataUnreadable, "people.csv: the compressed file ends too early"),
    ],
)
def test_unreadable_tables(told: Tell, content: str | bytes, error: type[ClaimgraphError], text: str) -> None:
    with pytest.raises(error, match=re.escape(text)):
        told(PEOPLE, people__csv=content)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{", "claims.jsonl:1: is no JSON"),
        ("[1]", "claims.jsonl:1: is no JSON object"),
        ('{"id": NaN}', "NaN is no number of JSON"),
        ('{"id": ' + "[" * 100_000, "claims.jsonl:1: is n"),
        ('{"id": "\\ud800"}', "claims.jsonl:1: is no JSON: 'utf-8' codec can't encode"),
        ('{"id": {"a": 1}}', "claims.jsonl:1: is an object, expected a value"),
        (json.dumps({**LINE, "text": "x" * 1_100_000}), "is longer than 1,048,576 characters"),
        ('{"id": [1, 2]}', "claims.jsonl:1: has several values of id, a template takes one"),
    ],
)
def test_lines_that_do_not_fit(told: Tell, line: str, text: str) -> None:
    with pytest.raises(DataError, match=re.escape(text)):
        told(CLAIMS, claims__jsonl=line)


@pytest.mark.parametrize(
    ("mapping", "text"),
    [
        ("x", "is no TOML"),
        ("", "mapping.toml: it has no [[table]]"),
        ("[[tabel]]", "unknown key tabel; did you mean table?; possible: prefixes, table"),
        (PEOPLE + 'colums.a = "b"', 'table 1 ("people"): unknown key colums; did you mean columns?'),
        (PEOPLE + 'columns.a = "nmae"', "columns.a: Person has no property 'nmae'; did you mean name?"),
        (PEOPLE + 'columns.a = "cg:nothing"', "columns.a: Person has no property 'cg:nothing'"),
        (PEOPLE + 'columns.a = "xx:nothing"', "columns.a: Person has no property 'xx:nothing'"),
        (PEOPLE + 'columns.a = "note@de"', "columns.a: note has no languages"),
        (PEOPLE + 'columns.a = {property = "memberOf", lnk = "x"}', "unknown key columns.a.lnk; did you mean link?"),
        (PEOPLE + 'columns.a = {link = "x"}', "columns.a.property is missing"),
        (PEOPLE + 'columns.a = {property = "name", link = "id:{value}"}', "columns.a has a link to another resource, and name is no relation"),
        (PEOPLE + 'columns.a = {property = "memberOf", lookup = "poeple.slug"}', "columns.a.lookup: no table has the name 'poeple'; did you mean people?"),
        (PEOPLE + 'columns.a = {property = "memberOf", edge = {validTme = "x"}}', "memberOf carries validTime; did you mean validTime?"),
        (PEOPLE + 'columns.a = {property = "name", edge = {role = "x"}}', "columns.a.edge: name is no relation"),
        (PEOPLE + "columns.a = 3", "columns.a is 3, expected a table"),
        (PEOPLE + 'set.note = "{}"', "set.note '{}' is no template"),
        (PEOPLE + 'set.searchText = "x"', "set.searchText: Person has no property 'searchText'"),
        (PEOPLE + 'delimiter = ";;"', "delimiter is ';;', expected one character"),
        (PEOPLE + 'encoding = "klingon"', "encoding 'klingon' is not known"),
        (PEOPLE + 'encoding = "utf-16"', "encoding 'utf-16' does not write line ends as ASCII does"),
        (PEOPLE.replace("Person", "Persn"), "class 'Persn' is no class of the ontology; did you mean Person?"),
        (PEOPLE.replace("Person", "Agent"), "class 'Agent' is abstract; possible:"),
        ('[[table]]\nfile = "x.csv"', 'table 1 ("x"): class is missing'),
        (PEOPLE + 'each = "x"', "people.csv has columns; `each` is for JSON Lines"),
    ],
)
def test_a_mapping_that_does_not_fit(told: Tell, mapping: str, text: str) -> None:
    with pytest.raises(MappingInvalid, match=re.escape(text)):
        told(mapping, people__csv="slug,name,a\n")


def test_a_file_that_no_table_is_for(told: Tell) -> None:
    with pytest.raises(MappingInvalid, match=re.escape("no table is for persons.csv; they are for: people.csv")):
        told(PEOPLE, persons__csv="slug,name\n")


def test_a_lookup_without_its_file(told: Tell) -> None:
    mapping = PEOPLE + 'columns.of = {property = "memberOf", lookup = "groups.code"}\n' + GROUPS.replace('[prefixes]\nex = "https://example.org/"', "")
    with pytest.raises(MappingInvalid, match=re.escape('no file of the table "groups" is loaded, in which code is looked up')):
        told(mapping, people__csv="slug,name,of\na,A,x\n")


# the documentation

BLOCK = re.compile(r"`([\w.]+)`[^`]*(?:`[^`\n]+`[^`]*)*?\n```(csv|json|toml)\n(.*?)```", re.DOTALL)
SECTIONS = re.findall(r"^## (One .*?)\n(.*?)(?=^## )", (ROOT / "docs" / "tables.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def plain(statements: list[Told]) -> set[tuple[str, str, str]]:
    """Statements without places; what is said about a triple has the triple as its subject."""
    triples = {one.subject: str(tuple(one.object)) for one in statements if isinstance(one.object, Triple)}
    return {(triples.get(s, s), p, repr(o if isinstance(o, str) else tuple(o))) for s, p, o, _, _ in statements}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section[0])
def test_the_documentation_says_what_happens(tmp_path: Path, section: tuple[str, str]) -> None:
    files: Files = {name: text for name, _, text in BLOCK.findall(section[1])}
    mapping = str(files.pop("mapping.toml"))
    (turtle,) = re.findall(r"```turtle\n(.*?)```", section[1], re.DOTALL)
    (tmp_path / "expected.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    expected = list(RdfFile(tmp_path / "expected.ttl", "expected.ttl", "ttl", Reading(ID)).told())
    assert files
    assert plain([one for file in opened(tmp_path, mapping, files) for one in file.told()]) == plain(expected)


def test_the_documentation_has_both_shapes_and_every_key() -> None:
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert len(SECTIONS) == 2
    assert {key for key in (*TABLE_KEYS, *COLUMN_KEYS) if f"`{key}`" not in page} == set()


# in the store


@pytest.fixture
def bench(neo4j_server: LocalServer, tmp_path: Path) -> Iterator[Bench]:
    with asyncio.Runner() as runner:
        made = Bench(neo4j_server, MODEL, tmp_path, runner)
        yield made
        made.close()


def loaded(bench: Bench, mapping: str, files: Files, data: str = "") -> LoadReport:
    names = [bench.file(content, name) for name, content in files.items()]
    if data:
        names.append(bench.file(data, "rest.ttl"))
    return bench.runner.run(load(bench.store, MODEL, names, Loading(reading(bench.folder, mapping))))


REST = """id:kyiv a cg:Settlement ; rdfs:label "Kyiv" . id:cesar a cg:Person ; rdfs:label "Cesar" . id:ru-mod a cg:GovernmentBody ; rdfs:label "MoD" .
id:p-bridge a cg:Proposition ; rdfs:label "p" ; cg:kind cg:eventKind ; cg:text "The bridge fell." ."""


@pytest.mark.core
def test_tables_are_loaded_together_and_with_other_files(bench: Bench) -> None:
    files: Files = {"groups.csv": ROWS.replace("kyiv region", "kyiv"), "claims.jsonl": json.dumps({**LINE, "sources": [{"from": 0, "to": 12}]})}
    mapping = GROUPS + CLAIMS
    mapping = mapping.replace('site = ["url", {property = "note"}]', 'site = "url"')
    first = loaded(bench, mapping, files, REST)
    assert (first.files, first.created) == (3, 9)
    assert {name.rpartition("/")[2]: rows for name, rows in first.ignored.items()} == {"groups.csv: extra": 1, "claims.jsonl: weight": 1}
    node = bench.node("frl")
    assert (node["name"], node["name@ru"], node["altNames"], node["foundedOn"]) == ("Legion", "Легион", ["FRL", "LSR"], "2022-03")
    edges = {(start, kind, end): carried for start, kind, end, carried in bench.edges()}
    assert edges["frl", "MEMBER_OF", "ukraine"]["validTime"] == "2022"
    assert ("cesar", "LEADS", "frl") in edges and ("claim-7", "EVIDENCED_BY", "claim-7-1") in edges
    assert bench.node("p-bridge")["status"] == "DISPUTED"
    before = bench.dump()
    assert (loaded(bench, mapping, files, REST).changed, bench.dump()) == (0, before)


@pytest.mark.core
def test_nothing_is_written_where_something_does_not_fit(bench: Bench) -> None:
    with pytest.raises(DataError, match=re.escape("people.csv:3: id:b cg:memberOf id:nobody is an unknown reference")):
        loaded(bench, PEOPLE + 'columns.of = {property = "memberOf", link = "id:{value}"}', {"people.csv": "slug,name,of\na,A,\nb,B,nobody\n"})
    assert bench.rows("MATCH (n) RETURN count(n)") == [[0]]
