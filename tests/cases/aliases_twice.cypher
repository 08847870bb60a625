CALL () {
  MATCH (n0:`Person`)
  WHERE n0.`iri` IS NOT NULL
  WITH n0 ORDER BY n0.`iri` LIMIT $p0
  RETURN collect([n0.`iri`]) AS c1
}
CALL () {
  MATCH (n2:`Person`)
  WITH n2, n2.`name` + '' AS k3
  WITH n2, k3 ORDER BY k3 DESC, n2.`iri` LIMIT $p1
  RETURN collect([[k3, n2.`iri`], [n2.`name`], [n2.`iri`], [], [[n2.`name`]]]) AS c4
}
RETURN [c1, c4] AS data
// $p0: Literal(value=2)
// $p1: Literal(value=1)
