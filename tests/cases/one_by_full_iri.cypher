CALL () {
  MATCH (n0:`Resource` {`iri`: $p0})
  RETURN head(collect([labels(n0), n0.`name`, n0.`settlementType`])) AS c1
}
RETURN [c1] AS data
// $p0: Literal(value='https://w3id.org/claimgraph/id/kozinka', conversion='iri')
