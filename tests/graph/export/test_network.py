"""Exports for programs that draw graphs or take them over, read by one of each."""

import csv
import io
import json
import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest

from graph.export.admin import OPTIONS
from graph.export.rows import Known
from graph.local import config
from graph.local.jars import class_path
from graph.local.lock import read_lock
from tests.conftest import VERSION
from tests.graph.bench import ID, Bench
from tests.graph.export.conftest import exported


def told(bench: Bench) -> tuple[list[str], list[list[str]]]:
    """The nodes and the relationships that hold."""
    edges = "MATCH (a:Resource)-[r]->(b:Resource) WHERE type(r) IN $types RETURN a.iri, b.iri, coalesce(r.status, 'STATED')"
    return sorted(iri for (iri,) in bench.rows("MATCH (n:Resource) RETURN n.iri")), sorted(bench.rows(edges, types=[*Known.of(bench.model).relations]))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_every_node_and_relationship_that_holds(odd: Bench, tmp_path: Path, name: str) -> None:
    path = tmp_path / "graph"
    path.write_bytes(exported(odd, name))
    graph = networkx.read_graphml(path) if name == "graphml" else networkx.read_gexf(path)
    nodes, edges = told(odd)
    assert sorted(graph.nodes) == nodes
    assert sorted([start, end, carried["status"]] for start, end, carried in graph.edges(data=True)) == edges
    assert {status for _, _, status in edges} >= {"STATED", "DISPUTED", "CORROBORATED"}
    event, proposition = graph.nodes[ID + "odd-event-9"], graph.nodes[ID + "p-frl-carried-out"]
    assert (event["type"], event["time"], event["start"], event["end"]) == ("Event", "2023-05", "2023-05-01", "2023-05-31")
    assert event["label" if name == "gexf" else "name"] == "Event" and "end" not in graph.nodes[ID + "odd-event-2"]
    assert [proposition["status"]] == odd.rows("MATCH (p {iri: $iri}) RETURN p.status", iri=ID + "p-frl-carried-out")[0]


def test_gephi_is_told_relations_apart(odd: Bench) -> None:
    """It keeps one edge of each kind between two nodes."""
    edges = [edge.attrib for edge in ElementTree.fromstring(exported(odd, "gexf")).iter("{http://gexf.net/1.3}edge")]
    assert {edge["kind"] for edge in edges} >= {"adviserTo", "borders"}
    assert [edge["kind"] for edge in edges] == [edge["label"] for edge in edges]


def test_cytoscape_has_the_same(odd: Bench) -> None:
    elements = json.loads(exported(odd, "cytoscape"))["elements"]
    nodes, edges = told(odd)
    assert sorted(one["data"]["id"] for one in elements if one["group"] == "nodes") == nodes
    assert sorted([one["data"]["source"], one["data"]["target"], one["data"]["status"]] for one in elements if one["group"] == "edges") == edges
    legion = next(one["data"] for one in elements if one["data"]["id"] == ID + "frl")
    assert (legion["label"], legion["type"]) == ("Freedom of Russia Legion", "ArmedGroup")


def test_neo4j_admin_imports_the_zip(odd: Bench, tmp_path: Path) -> None:
    """Into a database of its own; what it counts is what there is."""
    content = exported(odd, "neo4j")
    assert exported(odd, "neo4j") == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(tmp_path)
    lock = read_lock(VERSION)
    (tmp_path / "conf").mkdir()
    config.write_settings(lock, tmp_path, (1, 2), heap="256m", pagecache="64m")
    java, *_ = config.command(lock, tmp_path, heap="256m")
    options = [option for option in config.command(lock, tmp_path, heap="256m") if option.startswith(("--add-opens", "--enable", "--sun-misc", "-Dfile"))]
    files = [f"--nodes={tmp_path}/nodes.csv", f"--relationships={tmp_path}/relationships.csv"]
    done = subprocess.run(
        [java, "-Xmx256m", "-XX:TieredStopAtLevel=1", *options, "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", *files, *OPTIONS],
        env={**config.environment(class_path(lock, progress=False)), "NEO4J_HOME": str(tmp_path), "NEO4J_CONF": str(tmp_path / "conf"), "HEAP_SIZE": "256m"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    nodes, edges = told(odd)
    assert re.findall(r"(\d+) (nodes|relationships)\n", done.stdout) == [(str(len(nodes)), "nodes"), (str(len(edges)), "relationships")], done.stderr


def test_the_zip_has_every_property(odd: Bench) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(odd, "neo4j"))) as packed:
        rows = {row["iri:ID"]: row for row in csv.DictReader(io.StringIO(packed.read("nodes.csv").decode(), newline=""))}
    third, area = rows[ID + "odd-person-3"], rows[ID + "odd-area-3"]
    assert (third["name:string"], third["description:string"], third["altNames:string[]"]) == ('"quoted" \\ `$p0`', "", '"quoted" \\ `$p0`\x1fAlias')
    assert area["location:point{crs:WGS-84}"] == "{longitude: 35.4, latitude: 50.3}" and area[":LABEL"].split("\x1f") == ["Area", "Place", "Resource"]
    assert rows[ID + "odd-event-9"]["whenEarliest:date"] == "2023-05-01"
