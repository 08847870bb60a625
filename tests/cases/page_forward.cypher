CALL () {
  MATCH (n0:`Place`)
  WITH n0, n0.`name` + '' AS k1
  WITH n0, k1 ORDER BY k1, n0.`iri` LIMIT $p0 + 1
  RETURN collect([[k1, n0.`iri`], [[n0.`name`]]]) AS c2
}
CALL () {
  MATCH (n3:`Place`)
  RETURN count(n3) AS c4
}
RETURN [[c2, c4]] AS data
// $p0: Literal(value=3)
