RETURN [
  COLLECT {
    MATCH (n0:`Resource`:`Region` {iri: $p0})
    RETURN [
      n0.`name`,
      COLLECT {
        MATCH (n0)<-[:`WITHIN`*1..15]-(m1:`Place`)
        WHERE m1.`name` <> $p1
        WITH DISTINCT m1
        WITH m1 ORDER BY m1.`iri` LIMIT $p2 + 1
        RETURN [labels(m1), m1.`name`]
      },
      COLLECT {
        MATCH (n0)<-[r2:`WITHIN`]-(m2:`Place`)
        WITH m2, r2 ORDER BY m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p3 + 1
        RETURN [m2.`name`]
      }
    ]
  }[0]
] AS data
// $p0: Literal(value='id:belgorod-region', conversion='iri')
// $p1: Literal(value='')
// $p2: Literal(value=50)
// $p3: Literal(value=20)
