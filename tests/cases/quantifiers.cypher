CALL () {
  MATCH (n0:`Agent`)
  WHERE (EXISTS { MATCH (n0)<-[r1:`CLAIMANT`]-(m1:`Claim`) WHERE m1.`stance` = $p0 }) AND (NOT EXISTS { MATCH (n0)<-[r2:`CLAIMANT`]-(m2:`Claim`) WHERE m2.`stance` = $p1 }) AND (NOT EXISTS { MATCH (n0)<-[r3:`CLAIMANT`]-(m3:`Claim`) WHERE NOT (coalesce(m3.`depth` >= $p2, false)) }) AND (COUNT { (n0)<-[:`CLAIMANT`]-() } > $p3) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p4
  RETURN collect([n0.`name`, COUNT { (n0)<-[:`CLAIMANT`]-() }]) AS c6
}
RETURN [c6] AS data
// $p0: Literal(value=<Stance.V_DENIES: 'DENIES'>)
// $p1: Literal(value=<Stance.V_HEDGES: 'HEDGES'>)
// $p2: Literal(value=1)
// $p3: Literal(value=2)
// $p4: Literal(value=20)
