RETURN [
  COLLECT {
    MATCH (n0:`Resource`:`ArmedGroup` {iri: $p0})
    RETURN [n0.`iri`, n0.`name`, labels(n0), coalesce(n0.`altNames`, []), n0.`description`]
  }[0]
] AS data
// $p0: Literal(value='id:frl', conversion='iri')
