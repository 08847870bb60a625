CALL () {
  MATCH (n0:`Resource`:`State` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  WITH *, COLLECT {
    MATCH (n0)<-[r1:`BASED_IN`]-(m1:`Agent`)
    WITH m1 ORDER BY m1.`iri` LIMIT $p1
    RETURN [m1.`name`]
  } AS c2
  RETURN head(collect([labels(n0), c2])) AS c3
}
CALL () {
  MATCH (n4:`Organization`)
  WHERE (n4.`iri` = $p2) AND (n4.`iri` IS NOT NULL)
  WITH n4 ORDER BY n4.`iri` LIMIT $p1
  RETURN collect([labels(n4), n4.`name`]) AS c5
}
RETURN [c3, c5] AS data
// $p0: Literal(value='id:us', conversion='iri')
// $p1: Literal(value=20)
// $p2: Literal(value='id:outlet', conversion='iri')
