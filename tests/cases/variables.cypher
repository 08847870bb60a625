RETURN [
  COLLECT {
    MATCH (n0:`Place`)
    WHERE (n0.`name` STARTS WITH $p0) AND (n0.`name` CONTAINS $p1)
    WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p2 + 1
    RETURN [n0.`name`, coalesce(n0.`altNames`, [])]
  },
  COLLECT {
    MATCH (n1:`Place`)
    WITH n1 ORDER BY n1.`iri` LIMIT $p3 + 1
    RETURN [n1.`iri`]
  }
] AS data
// $p0: Variable(path=['where', 'and', 0, 'name', 'startsWith'])
// $p1: Variable(path=['where', 'name', 'contains'])
// $p2: Variable(path=['first'])
// $p3: Literal(value=1)
