CALL () {
  MATCH (n0:`Claim`)
  WHERE n0.`iri` IS NOT NULL
  WITH n0 ORDER BY n0.`iri` LIMIT $p0
  CALL (n0) {
    MATCH (n0)-[r1:`CLAIMANT`]->(m1:`Agent`)
    WITH m1, r1 LIMIT 1
    RETURN head(collect([coalesce(r1.`status`, $p1), r1.`origins`, [m1.`name`]])) AS c2
  }
  CALL (n0) {
    MATCH (n0)-[r3:`RELAYED_BY`]->(m3:`Claim`)
    WITH m3, r3 LIMIT 1
    RETURN head(collect([[m3.`iri`]])) AS c4
  }
  RETURN collect([c2, c4]) AS c5
}
RETURN [c5] AS data
// $p0: Literal(value=2)
// $p1: Literal(value='STATED')
