CALL () {
  MATCH (n0:`Claim`)
  WHERE ((n0.`depth` >= $p0) AND (n0.`depth` < $p1)) AND (n0.`stance` IN $p2) AND ((n0.`verb` <> $p3) AND (n0.`verb` IS NOT NULL)) AND ((n0.`quote` IS NOT NULL) OR (NOT (EXISTS { MATCH (n0)-[r1:`CLAIMANT`]->(m1:`Agent`) WHERE m1.`name` ENDS WITH $p4 }))) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p5
  RETURN collect([n0.`iri`, n0.`depth`, n0.`stance`, n0.`verb`, n0.`quote`]) AS c2
}
CALL () {
  MATCH (n3:`Claim`)
  WHERE ((n3.`depth` >= $p0) AND (n3.`depth` < $p1)) AND (n3.`stance` IN $p2) AND ((n3.`verb` <> $p3) AND (n3.`verb` IS NOT NULL)) AND ((n3.`quote` IS NOT NULL) OR (NOT (EXISTS { MATCH (n3)-[r4:`CLAIMANT`]->(m4:`Agent`) WHERE m4.`name` ENDS WITH $p4 })))
  RETURN count(n3) AS c5
}
RETURN [[c2, c5]] AS data
// $p0: Literal(value=1)
// $p1: Literal(value=3)
// $p2: Literal(value=[<Stance.V_ASSERTS: 'ASSERTS'>, <Stance.V_DENIES: 'DENIES'>])
// $p3: Literal(value='said')
// $p4: Literal(value='e')
// $p5: Literal(value=5)
