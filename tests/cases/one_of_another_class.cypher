CALL () {
  MATCH (n0:`Resource`:`Settlement` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  RETURN head(collect([n0.`iri`])) AS c1
}
CALL () {
  MATCH (n2:`Resource`:`Person` {`iri`: $p1}) USING INDEX n2:`Resource`(`iri`)
  RETURN head(collect([n2.`iri`])) AS c3
}
RETURN [c1, c3] AS data
// $p0: Literal(value='id:frl', conversion='iri')
// $p1: Literal(value='id:no-one', conversion='iri')
