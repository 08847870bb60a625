RETURN [
  COLLECT {
    MATCH (n0:`Resource` {iri: $p0})
    RETURN [labels(n0), n0.`iri`, n0.`name`]
  }[0],
  COLLECT {
    UNWIND $p1 AS iri
    OPTIONAL MATCH (n1:`Resource` {iri: iri})
    RETURN CASE WHEN n1 IS NOT NULL THEN [n1.`iri`, labels(n1), n1.`name`] END
  }
] AS data
// $p0: Literal(value='id:frl', conversion='iri')
// $p1: Literal(value=['id:putin', 'id:no-one', 'id:kozinka'], conversion='iris')
