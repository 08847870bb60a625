CALL () {
  MATCH (n0:`Place`)
  WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p0 + 1
  RETURN collect([[n0.`name`, n0.`iri`], [[n0.`name`]]]) AS c1
}
CALL () {
  MATCH (n2:`Place`)
  RETURN count(n2) AS c3
}
RETURN [[c1, c3]] AS data
// $p0: Literal(value=3)
