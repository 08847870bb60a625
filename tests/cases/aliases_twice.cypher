CALL () {
  MATCH (n0:`Person`)
  WHERE n0.`iri` IS NOT NULL
  WITH n0 ORDER BY n0.`iri` LIMIT $p0
  RETURN collect([n0.`iri`]) AS c1
}
CALL () {
  MATCH (n2:`Person`)
  WHERE n2.`name` IS NOT NULL
  WITH n2 ORDER BY n2.`name` DESC, n2.`iri` LIMIT $p1
  RETURN collect([[n2.`name`, n2.`iri`], [n2.`name`], [n2.`iri`], [], [[n2.`name`]]]) AS c3
}
RETURN [c1, c3] AS data
// $p0: Literal(value=2)
// $p1: Literal(value=1)
