CALL () {
  MATCH (n0:`Place`)
  WHERE n0.`iri` IS NOT NULL
  WITH n0 ORDER BY n0.`iri` LIMIT $p0 + 1
  RETURN collect([[n0.`iri`], [n0.`iri`]]) AS c1
}
RETURN [c1] AS data
// $p0: Literal(value=0)
