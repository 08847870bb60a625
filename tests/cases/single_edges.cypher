RETURN [
  COLLECT {
    MATCH (n0:`Claim`)
    WITH n0 ORDER BY n0.`iri` LIMIT $p0 + 1
    RETURN [
      COLLECT {
        MATCH (n0)-[r1:`CLAIMANT`]->(m1:`Agent`)
        RETURN [coalesce(r1.`status`, $p1), r1.`origins`, [m1.`name`]] LIMIT 1
      }[0],
      COLLECT {
        MATCH (n0)-[r2:`RELAYED_BY`]->(m2:`Claim`)
        RETURN [[m2.`iri`]] LIMIT 1
      }[0]
    ]
  }
] AS data
// $p0: Literal(value=2)
// $p1: Literal(value='STATED')
