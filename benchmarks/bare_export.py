"""`python -m benchmarks.bare_export URI`: a bare loop over the driver's rows that writes N-Triples, the usual way to get a graph out. The password is in
NEO4J_PASSWORD; what is printed is how many lines were written, and the seconds.

It knows what each label and property is called in RDF, and no more: no languages of texts, no datatypes, nothing of what relations carry, no order. What it
does not write it does not read: dates cost the driver more than all the rest.
"""

import os
import sys
import time
from pathlib import Path
from typing import BinaryIO

import neo4j
import orjson

from benchmarks.house import CHECKOUT
from graph.export.rows import Known
from graph.vocabulary import Vocabulary
from schema.reader import read_model

NODES = "MATCH (n:Resource) RETURN n.iri, labels(n), n {{.*, {left}}}"
EDGES = "MATCH (a:Resource)-[r]->(b:Resource) WHERE type(r) IN $types AND r.proposition IS NULL RETURN a.iri, type(r), b.iri"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def run(uri: str, password: str, file: BinaryIO) -> int:
    """Write everything; return the number of lines."""
    model = read_model(CHECKOUT / "ontology.ttl")
    words, lines = Vocabulary(model), 0
    attributes = {a.name: a.iri for cls in model.classes.values() for a in cls.attributes.values() if not a.derived}
    relations = {r.type: r.iri for cls in model.classes.values() for r in cls.relations.values() if words.is_written(r) and not r.derived}
    left = ["searchText", "recordedAt", "stateSince", *Known.of(model).days]
    nodes = NODES.format(left=", ".join(f"{name}: null" for name in left))
    classes: dict[tuple[str, ...], list[str]] = {}
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password)) as driver, driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        for iri, labels, properties in session.run(nodes):
            key = tuple(labels)
            if key not in classes:
                classes[key] = [cls.iri or "" for cls in words.shape(frozenset(labels).intersection(model.classes)).classes]
            for cls in classes[key]:
                file.write(f"<{iri}> {_TYPE} <{cls}> .\n".encode())
            lines += len(classes[key])
            for name, value in properties.items():
                if value is not None and name in attributes:
                    file.write(f'<{iri}> <{attributes[name]}> "{str(value).translate(_QUOTED)}" .\n'.encode())
                    lines += 1
        for start, kind, end in session.run(EDGES, types=list(relations)):
            file.write(f"<{start}> <{relations[kind]}> <{end}> .\n".encode())
            lines += 1
    return lines


def main() -> None:
    """Run, and print what was done."""
    with Path(os.devnull).open("wb") as file:
        began = time.monotonic()
        lines = run(sys.argv[1], os.environ["NEO4J_PASSWORD"], file)
        print(orjson.dumps({"lines": lines, "seconds": time.monotonic() - began}).decode())


if __name__ == "__main__":
    main()
