CALL () {
  MATCH (n0:`Agent`)
  WHERE (COUNT { (n0)<-[:`CLAIMANT`]-() } > $p0) AND (n0.`name` IS NOT NULL)
  WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p1 + 1
  CALL (n0) {
    MATCH (n0)<-[r2:`CLAIMANT`]-(m2:`Claim`)
    WITH m2, r2 ORDER BY m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p2 + 1
    RETURN collect([m2.`iri`]) AS c3
  }
  CALL (n0) {
    MATCH (n0)<-[r4:`CLAIMANT`]-(m4:`Claim`)
    WITH DISTINCT m4
    RETURN [count(m4), []] AS c5
  }
  CALL (n0) {
    MATCH (n0)<-[r6:`CLAIMANT`]-(m6:`Claim`)
    WITH DISTINCT m6
    WITH m6, m6.`stance` AS g7
    WITH g7, count(m6) AS size, [] AS figures
    ORDER BY size DESC, g7 LIMIT $p3
    RETURN collect([[toString(g7)], size, figures]) AS c8
  }
  RETURN collect([n0.`name`, [c3, [[c5, c8]]]]) AS c9
}
CALL () {
  MATCH (n10:`Event`)
  RETURN [count(n10), [toString(min(n10.`whenEarliest`)), toString(max(n10.`whenLatest`))]] AS c11
}
CALL () {
  MATCH (n12:`Event`)
  OPTIONAL MATCH (n12)-[r14:`PLACE`]->(m14:`Place`)
  WITH DISTINCT n12, m14.`iri` AS g13
  WITH g13, count(n12) AS size, [] AS figures
  ORDER BY size DESC, g13 LIMIT $p4
  RETURN collect([[toString(g13)], size, figures]) AS c15
}
CALL () {
  MATCH (n16:`Resource`)
  RETURN [count(n16), []] AS c17
}
CALL () {
  MATCH (n18:`Person`)
  WHERE n18.`name` = $p5
  RETURN [count(n18), []] AS c19
}
CALL () {
  MATCH (n20:`Person`)
  WHERE n20.`name` = $p5
  WITH n20, n20.`unnamed` AS g21
  WITH g21, count(n20) AS size, [] AS figures
  ORDER BY size DESC, g21 LIMIT $p3
  RETURN collect([[toString(g21)], size, figures]) AS c22
}
RETURN [c9, [[c11, c15]], [[c17]], [[c19, c22]]] AS data
// $p0: Literal(value=8)
// $p1: Literal(value=20)
// $p2: Literal(value=1)
// $p3: Literal(value=100)
// $p4: Literal(value=2)
// $p5: Literal(value='Nobody')
