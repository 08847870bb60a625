CALL () {
  MATCH (n0:`Claim`)
  MATCH (n0)-[:`RELAYED_BY`*0..15]->(m1:`Claim`)
  MATCH (m1)-[r2:`CLAIMANT`]->(m2:`Agent`)
  WHERE (m2.`iri` = $p0) AND (NOT EXISTS { MATCH (n0)<-[r3:`RELAYED_BY`]-(m3:`Claim`) })
  WITH DISTINCT n0
  WITH n0 ORDER BY n0.`iri` LIMIT $p1
  WITH *, COLLECT {
    MATCH (n0)-[:`RELAYED_BY`*0..15]->(m4:`Claim`)
    WITH DISTINCT m4
    WITH m4 ORDER BY m4.`depth`, m4.`iri` LIMIT $p2
    WITH *, COLLECT {
      MATCH (m4)-[r5:`CLAIMANT`]->(m5:`Agent`)
      WITH m5 LIMIT 1
      RETURN [m5.`name`]
    }[0] AS c6
    RETURN [[m4.`depth`, c6], [[m4.`iri`]]]
  } AS c7
  WITH *, COLLECT {
    MATCH (n0)-[:`RELAYED_BY`*0..15]->(m9:`Claim`)
    WHERE m9.`iri` <> $p3
    WITH DISTINCT m9
    WITH m9 ORDER BY m9.`depth`, m9.`iri` LIMIT $p4 + 1
    RETURN [m9.`iri`]
  } AS c10
  RETURN collect([n0.`iri`, [c7, COUNT { MATCH (n0)-[:`RELAYED_BY`*0..15]->(m8:`Claim`) RETURN DISTINCT m8 }], c10]) AS c11
}
RETURN [c11] AS data
// $p0: Literal(value='id:isw', conversion='iri')
// $p1: Literal(value=4)
// $p2: Literal(value=20)
// $p3: Literal(value='id:C15a', conversion='iri')
// $p4: Literal(value=1)
