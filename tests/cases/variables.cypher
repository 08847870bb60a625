CALL () {
  MATCH (n0:`Place`)
  WHERE (n0.`name` STARTS WITH $p0) AND (n0.`name` CONTAINS $p1)
  WITH n0, n0.`name` + '' AS k1
  WITH n0, k1 ORDER BY k1, n0.`iri` LIMIT $p2
  RETURN collect([n0.`name`, coalesce(n0.`altNames`, [])]) AS c2
}
CALL () {
  MATCH (n3:`Place`)
  WHERE n3.`iri` IS NOT NULL
  WITH n3 ORDER BY n3.`iri` LIMIT $p3
  RETURN collect([n3.`iri`]) AS c4
}
RETURN [c2, c4] AS data
// $p0: Variable(path=['where', 'and', 0, 'name', 'startsWith'])
// $p1: Variable(path=['where', 'name', 'contains'])
// $p2: Variable(path=['first'])
// $p3: Literal(value=1)
