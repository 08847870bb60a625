RETURN [
  COLLECT {
    MATCH (n0:`Person`)
    WITH n0 ORDER BY n0.`iri` LIMIT $p0 + 1
    RETURN [n0.`name`]
  }
] AS data
// $p0: Literal(value=1)
