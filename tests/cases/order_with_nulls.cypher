RETURN [
  COLLECT {
    MATCH (n0:`Claim`)
    WITH n0 ORDER BY n0.`assertedAt` IS NOT NULL, n0.`assertedAt`, n0.`iri` DESC, n0.`iri` LIMIT $p0 + 1
    RETURN [n0.`iri`, n0.`assertedAt`]
  },
  COLLECT {
    MATCH (n1:`Claim`)
    WITH n1 ORDER BY n1.`assertedAt` IS NULL, n1.`assertedAt` DESC, n1.`iri` LIMIT $p0 + 1
    RETURN [n1.`iri`, n1.`assertedAt`]
  }
] AS data
// $p0: Literal(value=3)
