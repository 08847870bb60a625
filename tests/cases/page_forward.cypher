RETURN [
  [
    COLLECT {
      MATCH (n0:`Place`)
      WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p0 + 1
      RETURN [[n0.`name`, n0.`iri`], [[n0.`name`]]]
    },
    COUNT {
      MATCH (n1:`Place`)
    }
  ]
] AS data
// $p0: Literal(value=3)
