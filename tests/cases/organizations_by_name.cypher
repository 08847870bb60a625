CALL () {
  MATCH (n0:`Organization`)
  WHERE (n0.`name` CONTAINS $p0) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p1
  WITH *, COLLECT {
    MATCH (n0)-[r1:`BASED_IN`]->(m1:`Place`)
    WITH m1, r1 ORDER BY m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1
    RETURN [coalesce(r1.`status`, $p2), [labels(m1), m1.`name`]]
  } AS c2
  WITH *, COLLECT {
    MATCH (n0)<-[r3:`LEADS`]-(m3:`Person`)
    WITH m3 ORDER BY m3.`iri` LIMIT $p1
    RETURN [m3.`name`]
  } AS c4
  RETURN collect([[labels(n0), n0.`iri`, n0.`name`, c2, c4]]) AS c5
}
CALL () {
  MATCH (n6:`Organization`)
  WHERE n6.`name` CONTAINS $p0
  RETURN count(n6) AS c7
}
RETURN [[c5, c7]] AS data
// $p0: Literal(value='Legion')
// $p1: Literal(value=20)
// $p2: Literal(value='STATED')
