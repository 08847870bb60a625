RETURN [
  COLLECT {
    MATCH (n0:`Resource`:`State` {iri: $p0})
    RETURN [
      labels(n0),
      COLLECT {
        MATCH (n0)<-[r1:`BASED_IN`]-(m1:`Agent`)
        WITH m1, r1 ORDER BY m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1 + 1
        RETURN [m1.`name`]
      }
    ]
  }[0],
  COLLECT {
    MATCH (n2:`Organization`)
    WHERE n2.`iri` = $p2
    WITH n2 ORDER BY n2.`iri` LIMIT $p1 + 1
    RETURN [labels(n2), n2.`name`]
  }
] AS data
// $p0: Literal(value='id:us', conversion='iri')
// $p1: Literal(value=20)
// $p2: Literal(value='id:outlet', conversion='iri')
