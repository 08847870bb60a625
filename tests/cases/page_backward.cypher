CALL () {
  MATCH (n0:`Place`)
  WITH n0, n0.`name` + '' AS k1
  WITH n0, k1 ORDER BY k1 DESC, n0.`iri` DESC LIMIT $p0 + 1
  RETURN collect([[n0.`name`]]) AS c2
}
RETURN [c2] AS data
// $p0: Literal(value=3)
