CALL () {
  MATCH (n0:`Agent`)
  WHERE (COUNT { (n0)<-[:`CLAIMANT`]-() } > $p0) AND (n0.`name` IS NOT NULL)
  WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p1
  CALL (n0) {
    MATCH (n0)<-[r2:`CLAIMANT`]-(m2:`Claim`)
    WITH m2 ORDER BY m2.`iri` LIMIT $p2
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
    WITH m6.`stance` AS k8, count(m6) AS size, [] AS figures
    ORDER BY size DESC, k8 LIMIT $p3
    RETURN collect([[toString(k8)], size, figures]) AS c9
  }
  RETURN collect([n0.`name`, [c3, [[c5, c9]]]]) AS c10
}
CALL () {
  MATCH (n11:`Event`)
  RETURN [count(n11), [toString(min(n11.`whenEarliest`)), toString(max(n11.`whenLatest`))]] AS c12
}
CALL () {
  MATCH (n13:`Event`)
  OPTIONAL MATCH (n13)-[r15:`PLACE`]->(m15:`Place`)
  WITH DISTINCT n13, m15.`iri` AS g14
  WITH g14 AS k16, count(n13) AS size, [] AS figures
  ORDER BY size DESC, k16 LIMIT $p4
  RETURN collect([[toString(k16)], size, figures]) AS c17
}
CALL () {
  MATCH (n18:`Resource`)
  RETURN [count(n18), []] AS c19
}
CALL () {
  MATCH (n20:`Person`)
  WHERE n20.`name` = $p5
  RETURN [count(n20), []] AS c21
}
CALL () {
  MATCH (n22:`Person`)
  WHERE n22.`name` = $p5
  WITH n22.`unnamed` AS k24, count(n22) AS size, [] AS figures
  ORDER BY size DESC, k24 LIMIT $p3
  RETURN collect([[toString(k24)], size, figures]) AS c25
}
RETURN [c10, [[c12, c17]], [[c19]], [[c21, c25]]] AS data
// $p0: Literal(value=8)
// $p1: Literal(value=20)
// $p2: Literal(value=1)
// $p3: Literal(value=100)
// $p4: Literal(value=2)
// $p5: Literal(value='Nobody')
