CALL () {
  MATCH (n0:`Claim`)
  WHERE n0.`iri` IS NOT NULL
  WITH n0 ORDER BY n0.`iri` LIMIT $p0
  WITH *, COLLECT {
    MATCH (n0)-[r1:`CLAIMANT`]->(m1:`Agent`)
    WITH m1, r1 LIMIT 1
    RETURN [coalesce(r1.`status`, $p1), r1.`origins`, [m1.`name`]]
  }[0] AS c2
  WITH *, COLLECT {
    MATCH (n0)-[r3:`RELAYED_BY`]->(m3:`Claim`)
    WITH m3, r3 LIMIT 1
    RETURN [[m3.`iri`]]
  }[0] AS c4
  RETURN collect([c2, c4]) AS c5
}
RETURN [c5] AS data
// $p0: Literal(value=2)
// $p1: Literal(value='STATED')
