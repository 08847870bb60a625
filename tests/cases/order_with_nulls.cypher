RETURN [
  COLLECT {
    MATCH (n0:`Claim`)
    WITH n0, coalesce(n0.`assertedAtEarliest`, n0.`assertedAtLatest`) AS k1
    WITH n0, k1 ORDER BY k1 IS NOT NULL, k1, n0.`iri` DESC, n0.`iri` LIMIT $p0 + 1
    RETURN [n0.`iri`, n0.`assertedAt`]
  },
  COLLECT {
    MATCH (n2:`Claim`)
    WITH n2, coalesce(n2.`assertedAtEarliest`, n2.`assertedAtLatest`) AS k3
    WITH n2, k3 ORDER BY k3 IS NULL, k3 DESC, n2.`iri` LIMIT $p0 + 1
    RETURN [n2.`iri`, n2.`assertedAt`]
  }
] AS data
// $p0: Literal(value=3)
