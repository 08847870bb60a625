RETURN [
  COLLECT {
    MATCH (n0:`Person`)
    WITH n0 ORDER BY n0.`iri` LIMIT $p0 + 1
    RETURN [n0.`iri`]
  },
  COLLECT {
    MATCH (n1:`Person`)
    WITH n1 ORDER BY n1.`name` DESC, n1.`iri` LIMIT $p1 + 1
    RETURN [[n1.`name`, n1.`iri`], [n1.`name`], [n1.`iri`], [], [[n1.`name`]]]
  }
] AS data
// $p0: Literal(value=2)
// $p1: Literal(value=1)
