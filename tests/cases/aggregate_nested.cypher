CALL () {
  MATCH (n0:`Agent`)
  WHERE COUNT { (n0)<-[:`CLAIMANT`]-() } > $p0
  WITH n0, n0.`name` + '' AS k2
  WITH n0, k2 ORDER BY k2, n0.`iri` LIMIT $p1
  WITH *, COLLECT {
    MATCH (n0)<-[r3:`CLAIMANT`]-(m3:`Claim`)
    WITH m3 ORDER BY m3.`iri` LIMIT $p2
    RETURN [m3.`iri`]
  } AS c4
  CALL (n0) {
    MATCH (n0)<-[r5:`CLAIMANT`]-(m5:`Claim`)
    WITH DISTINCT m5
    RETURN [count(m5), []] AS c6
  }
  CALL (n0) {
    MATCH (n0)<-[r7:`CLAIMANT`]-(m7:`Claim`)
    WITH DISTINCT m7
    WITH m7.`stance` AS k9, count(*) AS size
    ORDER BY size DESC, k9 LIMIT $p3
    RETURN collect([[toString(k9)], size, []]) AS c10
  }
  RETURN collect([n0.`name`, [c4, [[c6, c10]]]]) AS c11
}
CALL () {
  MATCH (n12:`Event`)
  RETURN [count(n12), [toString(min(n12.`whenEarliest`)), toString(max(n12.`whenLatest`))]] AS c13
}
CALL () {
  MATCH (n14:`Event`)
  OPTIONAL MATCH (n14)-[r16:`PLACE`]->(m16:`Place`)
  WITH DISTINCT n14, m16.`iri` AS g15
  WITH g15 AS k17, count(*) AS size
  ORDER BY size DESC, k17 LIMIT $p4
  RETURN collect([[toString(k17)], size, []]) AS c18
}
CALL () {
  MATCH (n19:`Resource`)
  RETURN [count(n19), []] AS c20
}
CALL () {
  MATCH (n21:`Person`)
  WHERE n21.`name` = $p5
  RETURN [count(n21), []] AS c22
}
CALL () {
  MATCH (n23:`Person`)
  WHERE n23.`name` = $p5
  WITH n23.`unnamed` AS k25, count(*) AS size
  ORDER BY size DESC, k25 LIMIT $p3
  RETURN collect([[toString(k25)], size, []]) AS c26
}
RETURN [c11, [[c13, c18]], [[c20]], [[c22, c26]]] AS data
// $p0: Literal(value=8)
// $p1: Literal(value=20)
// $p2: Literal(value=1)
// $p3: Literal(value=100)
// $p4: Literal(value=2)
// $p5: Literal(value='Nobody')
