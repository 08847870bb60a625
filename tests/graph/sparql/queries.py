"""Queries whose answers must be those of a plain store over the exported N-Quads."""

from api.pages import sparql_examples

PREFIXES = """PREFIX cg: <https://w3id.org/claimgraph/ontology#>
PREFIX id: <https://w3id.org/claimgraph/id/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_OWN = """
SELECT (COUNT(*) AS ?n) { ?s ?p ?o }
SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER (?g != <https://w3id.org/claimgraph/ontology>) }
SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p
SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c HAVING (COUNT(*) > 1)
SELECT * { ?s a cg:Person } ORDER BY ?s
SELECT * { ?s a cg:ArmedGroup ; rdfs:label ?name } ORDER BY ?name ?s LIMIT 5 OFFSET 2
SELECT ?s ?name { ?s rdfs:label ?name FILTER (LANG(?name) = "ru" && CONTAINS(?name, "Бел")) }
SELECT ?s ?name { ?s rdfs:label ?name FILTER REGEX(?name, "^z", "i") }
SELECT ?s { ?s a cg:Person FILTER NOT EXISTS { ?s cg:age ?a } }
SELECT ?s ?a { ?s a cg:Person OPTIONAL { ?s cg:age ?a } }
SELECT (AVG(?a) AS ?mean) (MIN(?a) AS ?least) (MAX(?a) AS ?most) (SUM(?a) AS ?all) { ?s cg:age ?a }
SELECT ?s ?o { ?s cg:closeTo|^cg:closeTo ?o }
SELECT ?s ?o { ?s cg:memberOf/cg:partOf* ?o }
SELECT ?s ?o { ?s cg:within+ ?o }
SELECT ?s ?n { { ?s cg:note ?n } UNION { ?s cg:age ?n } }
SELECT ?s { { ?s a cg:Person } MINUS { ?s cg:leads ?g } }
SELECT ?p (GROUP_CONCAT(?c; separator=" ") AS ?claims) { SELECT ?p ?c { ?c cg:content ?p } ORDER BY ?c } GROUP BY ?p
SELECT ?s (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } ?g a cg:Claim } GROUP BY ?s
SELECT ?g ?s ?o { GRAPH ?g { ?s cg:memberOf ?o } }
SELECT ?who ?s ?o { ?g cg:claimant ?who GRAPH ?g { ?s cg:closeTo ?o } }
SELECT ?s ?o { GRAPH ?g { ?s cg:memberOf ?o } FILTER NOT EXISTS { ?s cg:memberOf ?o } }
SELECT ?c ?r { ?c cg:retracts ?r }
SELECT ?e ?role { ?t rdf:predicate cg:participant ; rdf:subject ?e ; cg:role ?role } ORDER BY ?e ?role
SELECT ?s (IF(BOUND(?a), ?a + 1, "none") AS ?next) { ?s a cg:Person OPTIONAL { ?s cg:age ?a } }
SELECT * { VALUES ?s { id:frl id:rvc id:z-group-1 } ?s ?p ?o }
SELECT ?day (COUNT(*) AS ?n) { ?c cg:assertedAt ?t BIND (STR(?t) AS ?day) } GROUP BY ?day ORDER BY DESC(?n) ?day
ASK { ?p cg:stance cg:denies }
ASK { id:z-person-1 ?p ?o }
CONSTRUCT { ?o cg:hasMember ?s } WHERE { ?s cg:memberOf ?o }
DESCRIBE id:z-group-1
"""
QUERIES = [*sparql_examples(), *_OWN.strip().splitlines()]
assert len(QUERIES) == 40
