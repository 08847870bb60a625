"""Names that claimgraph uses itself, and the three attributes that every resource has.

Rules:

* `name` is read from rdfs:label, skos:prefLabel, foaf:name, schema:name, dcterms:title, dc:title and from the ontology's own text property called `name`;
  `altNames` from skos:altLabel and schema:alternateName; `description` from dcterms:description, dc:description, rdfs:comment,
  schema:description, skos:definition and the ontology's own text property called `description`. The first of them is the one that is written.
* A property of a reserved name that is none of these sources gets its prefix in front; so does a class.
"""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from schema.datatypes import DATATYPES
from schema.model import Attribute, Relation
from schema.triples import DC, DCTERMS, FOAF, RDFS, SCHEMA, SKOS

SOURCES: dict[str, tuple[str, ...]] = {
    "name": (RDFS + "label", SKOS + "prefLabel", FOAF + "name", *(s + "name" for s in SCHEMA), DCTERMS + "title", DC + "title"),
    "altNames": (SKOS + "altLabel", *(s + "alternateName" for s in SCHEMA)),
    "description": (DCTERMS + "description", DC + "description", RDFS + "comment", *(s + "description" for s in SCHEMA), SKOS + "definition"),
}
"""Reserved attribute to the properties that are read into it."""

RESERVED_ATTRIBUTES = (
    Attribute(
        "name",
        SOURCES["name"],
        "String",
        required=True,
        localized=True,
        fulltext=True,
        comments=MappingProxyType({"en": "What it is called; the last part of its IRI where the data has no name."}),
    ),
    Attribute("altNames", SOURCES["altNames"], "String", many=True, localized=True, fulltext=True, comments=MappingProxyType({"en": "Other names."})),
    Attribute(
        "description", SOURCES["description"], "String", localized=True, fulltext=True, comments=MappingProxyType({"en": "What it is, in a sentence or more."})
    ),
)

FIELDS = frozenset({"id", "iri", "names", "types", "and", "or", "not", "claimsAbout", "why", "cursor", "node", "stateSince", "stateUntil", *SOURCES})
"""Names that no property gets: fields of every type, operators of `where`, and properties that every node has: `iri`, and since when its state holds."""

TRUSTED = "TrustedDocument"
"""The label of documents that were registered."""

ROOT_FIELDS = frozenset({"node", "nodes", "search", "paths", "neighbourhood", "timeline", "disagreements", "sources", "changes", "view"})
"""Fields of `Query` that are there without any class."""

TYPES = frozenset(
    {"Query", "Mutation", "Subscription", "Resource", "Node", "PageInfo", "Past", "Deleted", "ChangeLog", "LoggedChange", "ApiToken", "Name", "Text", "View"}
    | {"StoredOntology", "OntologyChange", TRUSTED}
    | {"String", "Int", "Float", "Boolean", "ID", "DateTime", "Date", "EDTF", "URI", "BigInt", "Point", "Why"}
    | {row.filter_input for row in DATATYPES.values()}
    | {"IdFilter", "LocalizedFilter", "OrderDirection", "RelationOrder", "NearInput", "BoxInput"}
    | {"ResourceType", "RelationName", "SearchEdge", "SearchConnection", "GraphEdge", "Path", "Neighbourhood", "TimelineEdge", "TimelineConnection"}
    | {"Disagreement", "DisagreementBasis", "DisagreementPosition", "IndependentSource"}
    | {"ChangeLogPage", "Change", "ChangeKind", "ChangedResource", "ChangedValue", "ChangedRelation"}
    | {"TextInput", "PointInput", "MutationError", "DeletePayload", "RecordClaimPayload", "AssessPayload", "JudgeIdentityPayload", "MergeResourcesPayload"}
    | {f"{row.name}Statistics" for row in DATATYPES.values()}
)
"""Types of the schema that are there without any class."""

RELATIONSHIP_TYPES = frozenset({"BEARS_ON", "CONFLICTS_WITH", "HAS_PAST_STATE", "PAST_STATE_OF", "JUDGED_SAME_AS"})
"""Neo4j types that no property gets: what is computed, and what was."""

_SUFFIXES = (
    "Where",
    "Order",
    "Connection",
    "Edge",
    "Aggregate",
    "Group",
    "GroupBy",
    "Filter",
    "RelationFilter",
    "EdgeWhere",
    "Input",
    "Upsert",
    "Links",
    "Link",
)


def generated_types(names: Iterable[str]) -> set[str]:
    """Types that are made for classes and enums of these names."""
    return {name + suffix for name in names for suffix in _SUFFIXES} | {f"Plain{name}" for name in names}


def generated_fields(fields: Iterable[Attribute | Relation]) -> Iterator[str]:
    """Fields (and Neo4j properties) that come with a field: the edge of a single relation, the bounds of an imprecise date."""
    for field in fields:
        if isinstance(field, Relation) and not field.many:
            yield field.name + "Edge"
        if isinstance(field, Attribute) and field.datatype == "EDTF":
            yield from (field.name + suffix for suffix in ("Earliest", "Latest", "Lasting"))
