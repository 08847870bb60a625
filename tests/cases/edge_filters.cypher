CALL () {
  MATCH (n0:`Event`)
  WHERE (EXISTS { MATCH (n0)-[r1:`PARTICIPANT`]->(m1:`Participant`) WHERE (r1.`role` = $p0) AND (m1.`name` CONTAINS $p1) }) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p2
  WITH *, COLLECT {
    MATCH (n0)-[r2:`PARTICIPANT`]->(m2:`Participant`)
    WITH m2, r2 ORDER BY m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p3
    RETURN [r2.`role`, [labels(m2), m2.`name`]]
  } AS c3
  RETURN collect([n0.`name`, c3]) AS c4
}
CALL () {
  MATCH (n5:`Agent`)
  WHERE (EXISTS { MATCH (n5)-[r6:`CARRIED_OUT`]->(m6:`Event`) WHERE coalesce(r6.`status`, $p5) <> $p4 }) AND (n5.`iri` IS NOT NULL)
  WITH n5 ORDER BY n5.`iri` LIMIT $p3
  RETURN collect([n5.`name`]) AS c7
}
RETURN [c4, c7] AS data
// $p0: Literal(value=<Role.V_AGENT: 'AGENT'>)
// $p1: Literal(value='force')
// $p2: Literal(value=5)
// $p3: Literal(value=20)
// $p4: Literal(value=<Status.V_STATED: 'STATED'>)
// $p5: Literal(value='STATED')
