CALL () {
  MATCH (n0:`Resource` {`iri`: $p0})
  RETURN head(collect([labels(n0), n0.`iri`, n0.`name`])) AS c1
}
CALL () {
  UNWIND $p1 AS iri
  OPTIONAL MATCH (n2:`Resource` {`iri`: iri})
  RETURN collect([CASE WHEN n2 IS NOT NULL THEN [n2.`iri`, labels(n2), n2.`name`] END]) AS c3
}
RETURN [c1, c3] AS data
// $p0: Literal(value='id:frl', conversion='iri')
// $p1: Literal(value=['id:putin', 'id:no-one', 'id:kozinka'], conversion='iris')
