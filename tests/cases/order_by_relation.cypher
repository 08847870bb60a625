CALL () {
  MATCH (n0:`Claim`)
  WITH n0, COLLECT {
    MATCH (n0)-[r1:`CLAIMANT`]->(m1:`Agent`)
    RETURN m1.`name` LIMIT 1
  }[0] + '' AS k2, COLLECT {
    MATCH (n0)-[r3:`CONTENT`]->(m3:`Proposition`)
    RETURN m3.`text` LIMIT 1
  }[0] + '' AS k4
  WITH n0, k2, k4 ORDER BY k2, k4 DESC, n0.`iri` LIMIT $p0
  WITH *, COLLECT {
    MATCH (n0)-[r5:`CLAIMANT`]->(m5:`Agent`)
    WITH m5 LIMIT 1
    RETURN [m5.`name`]
  }[0] AS c6
  WITH *, COLLECT {
    MATCH (n0)-[r7:`CONTENT`]->(m7:`Proposition`)
    WITH m7 LIMIT 1
    RETURN [m7.`text`]
  }[0] AS c8
  RETURN collect([n0.`iri`, c6, c8]) AS c9
}
CALL () {
  MATCH (n10:`Agent`)
  WITH n10, COUNT { (n10)<-[:`CLAIMANT`]-() } AS k12
  WITH n10, k12 ORDER BY k12 DESC, n10.`iri` LIMIT $p1
  RETURN collect([n10.`name`, COUNT { (n10)<-[:`CLAIMANT`]-() }]) AS c14
}
RETURN [c9, c14] AS data
// $p0: Literal(value=4)
// $p1: Literal(value=3)
