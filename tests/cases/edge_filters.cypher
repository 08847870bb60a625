RETURN [
  COLLECT {
    MATCH (n0:`Event`)
    WHERE EXISTS { MATCH (n0)-[r1:`PARTICIPANT`]->(m1:`Participant`) WHERE (r1.`role` = $p0) AND (m1.`name` CONTAINS $p1) }
    WITH n0 ORDER BY n0.`iri` LIMIT $p2 + 1
    RETURN [
      n0.`name`,
      COLLECT {
        MATCH (n0)-[r2:`PARTICIPANT`]->(m2:`Participant`)
        WITH m2, r2 ORDER BY m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p3 + 1
        RETURN [r2.`role`, [labels(m2), m2.`name`]]
      }
    ]
  },
  COLLECT {
    MATCH (n3:`Agent`)
    WHERE EXISTS { MATCH (n3)-[r4:`CARRIED_OUT`]->(m4:`Event`) WHERE coalesce(r4.`status`, $p4) <> $p4 }
    WITH n3 ORDER BY n3.`iri` LIMIT $p3 + 1
    RETURN [n3.`name`]
  }
] AS data
// $p0: Literal(value=<Role.V_AGENT: 'AGENT'>)
// $p1: Literal(value='force')
// $p2: Literal(value=5)
// $p3: Literal(value=20)
// $p4: Literal(value=<Status.V_STATED: 'STATED'>)
