RETURN [
  COLLECT {
    MATCH (n0:`Resource` {iri: $p0})
    RETURN [labels(n0), n0.`name`, n0.`settlementType`]
  }[0]
] AS data
// $p0: Literal(value='https://w3id.org/claimgraph/id/kozinka', conversion='iri')
