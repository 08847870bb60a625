RETURN [
  [
    COLLECT {
      MATCH (n0:`Organization`)
      WHERE n0.`name` CONTAINS $p0
      WITH n0 ORDER BY n0.`iri` LIMIT $p1 + 1
      RETURN [
        [
          labels(n0),
          n0.`iri`,
          n0.`name`,
          COLLECT {
            MATCH (n0)-[r1:`BASED_IN`]->(m1:`Place`)
            WITH m1, r1 ORDER BY m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1 + 1
            RETURN [coalesce(r1.`status`, $p2), [labels(m1), m1.`name`]]
          },
          COLLECT {
            MATCH (n0)<-[r2:`LEADS`]-(m2:`Person`)
            WITH m2, r2 ORDER BY m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p1 + 1
            RETURN [m2.`name`]
          }
        ]
      ]
    },
    COUNT {
      MATCH (n3:`Organization`)
      WHERE n3.`name` CONTAINS $p0
    }
  ]
] AS data
// $p0: Literal(value='Legion')
// $p1: Literal(value=20)
// $p2: Literal(value='STATED')
