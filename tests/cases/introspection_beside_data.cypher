CALL () {
  MATCH (n0:`Person`)
  WHERE n0.`iri` IS NOT NULL
  WITH n0 ORDER BY n0.`iri` LIMIT $p0
  RETURN collect([n0.`name`]) AS c1
}
RETURN [c1] AS data
// $p0: Literal(value=1)
