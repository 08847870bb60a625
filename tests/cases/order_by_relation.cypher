RETURN [
  COLLECT {
    MATCH (n0:`Claim`)
    WITH n0, COLLECT {
      MATCH (n0)-[r1:`CLAIMANT`]->(m1:`Agent`)
      RETURN m1.`name` LIMIT 1
    }[0] AS k2, COLLECT {
      MATCH (n0)-[r3:`CONTENT`]->(m3:`Proposition`)
      RETURN m3.`text` LIMIT 1
    }[0] AS k4
    WITH n0, k2, k4 ORDER BY k2, k4 DESC, n0.`iri` LIMIT $p0 + 1
    RETURN [
      n0.`iri`,
      COLLECT {
        MATCH (n0)-[r5:`CLAIMANT`]->(m5:`Agent`)
        RETURN [m5.`name`] LIMIT 1
      }[0],
      COLLECT {
        MATCH (n0)-[r6:`CONTENT`]->(m6:`Proposition`)
        RETURN [m6.`text`] LIMIT 1
      }[0]
    ]
  },
  COLLECT {
    MATCH (n7:`Agent`)
    WITH n7, COUNT { (n7)<-[:`CLAIMANT`]-() } AS k9
    WITH n7, k9 ORDER BY k9 DESC, n7.`iri` LIMIT $p1 + 1
    RETURN [n7.`name`, COUNT { (n7)<-[:`CLAIMANT`]-() }]
  }
] AS data
// $p0: Literal(value=4)
// $p1: Literal(value=3)
