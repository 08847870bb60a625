CALL () {
  MATCH (n0:`Place`)
  WHERE (n0.`name` STARTS WITH $p0) AND (n0.`name` CONTAINS $p1) AND (n0.`name` IS NOT NULL)
  WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p2
  RETURN collect([n0.`name`, coalesce(n0.`altNames`, [])]) AS c1
}
CALL () {
  MATCH (n2:`Place`)
  WHERE n2.`iri` IS NOT NULL
  WITH n2 ORDER BY n2.`iri` LIMIT $p3
  RETURN collect([n2.`iri`]) AS c3
}
RETURN [c1, c3] AS data
// $p0: Variable(path=['where', 'and', 0, 'name', 'startsWith'])
// $p1: Variable(path=['where', 'name', 'contains'])
// $p2: Variable(path=['first'])
// $p3: Literal(value=1)
