RETURN [
  COLLECT {
    MATCH (n0:`Place`)
    WITH n0 ORDER BY n0.`iri` LIMIT $p0 + 1
    RETURN [[n0.`iri`], [n0.`iri`]]
  }
] AS data
// $p0: Literal(value=0)
