CALL () {
  MATCH (n0:`Claim`)
  WITH n0, coalesce(n0.`assertedAtEarliest`, n0.`assertedAtLatest`) AS k1
  WITH n0, k1 ORDER BY k1 IS NOT NULL, k1, n0.`iri` DESC, n0.`iri` LIMIT $p0
  RETURN collect([n0.`iri`, n0.`assertedAt`]) AS c2
}
CALL () {
  MATCH (n3:`Claim`)
  WITH n3, coalesce(n3.`assertedAtEarliest`, n3.`assertedAtLatest`) AS k4
  WITH n3, k4 ORDER BY k4 IS NULL, k4 DESC, n3.`iri` LIMIT $p0
  RETURN collect([n3.`iri`, n3.`assertedAt`]) AS c5
}
RETURN [c2, c5] AS data
// $p0: Literal(value=3)
