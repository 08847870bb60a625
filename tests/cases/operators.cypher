RETURN [
  [
    COLLECT {
      MATCH (n0:`Claim`)
      WHERE ((n0.`depth` >= $p0) AND (n0.`depth` < $p1)) AND (n0.`stance` IN $p2) AND ((n0.`verb` <> $p3) AND (n0.`verb` IS NOT NULL)) AND ((n0.`quote` IS NOT NULL) OR (NOT (EXISTS { MATCH (n0)-[r1:`CLAIMANT`]->(m1:`Agent`) WHERE m1.`name` ENDS WITH $p4 })))
      WITH n0 ORDER BY n0.`iri` LIMIT $p5 + 1
      RETURN [n0.`iri`, n0.`depth`, n0.`stance`, n0.`verb`, n0.`quote`]
    },
    COUNT {
      MATCH (n2:`Claim`)
      WHERE ((n2.`depth` >= $p0) AND (n2.`depth` < $p1)) AND (n2.`stance` IN $p2) AND ((n2.`verb` <> $p3) AND (n2.`verb` IS NOT NULL)) AND ((n2.`quote` IS NOT NULL) OR (NOT (EXISTS { MATCH (n2)-[r3:`CLAIMANT`]->(m3:`Agent`) WHERE m3.`name` ENDS WITH $p4 })))
    }
  ]
] AS data
// $p0: Literal(value=1)
// $p1: Literal(value=3)
// $p2: Literal(value=[<Stance.V_ASSERTS: 'ASSERTS'>, <Stance.V_DENIES: 'DENIES'>])
// $p3: Literal(value='said')
// $p4: Literal(value='e')
// $p5: Literal(value=5)
