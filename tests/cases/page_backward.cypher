CALL () {
  MATCH (n0:`Place`)
  WITH n0 ORDER BY n0.`name` DESC, n0.`iri` DESC LIMIT $p0 + 1
  RETURN collect([[n0.`name`]]) AS c1
}
RETURN [c1] AS data
// $p0: Literal(value=3)
