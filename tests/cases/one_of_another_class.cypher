RETURN [
  COLLECT {
    MATCH (n0:`Resource`:`Settlement` {iri: $p0})
    RETURN [n0.`iri`]
  }[0],
  COLLECT {
    MATCH (n1:`Resource`:`Person` {iri: $p1})
    RETURN [n1.`iri`]
  }[0]
] AS data
// $p0: Literal(value='id:frl', conversion='iri')
// $p1: Literal(value='id:no-one', conversion='iri')
