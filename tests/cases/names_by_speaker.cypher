CALL () {
  MATCH (n0:`Resource`:`ArmedGroup` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  CALL (n0) {
    MATCH (n0)<-[r2:`ALIAS_OF`]-(m2:`Alias`)
    WHERE EXISTS { (m2)-[r3:`USED_BY`]->(m3:`Agent`) WHERE m3.`iri` IN $p2 }
    UNWIND [key IN keys(m2) WHERE key STARTS WITH $p1 | [substring(key, size($p1)), m2[key]]] AS t1
    RETURN collect(DISTINCT t1) AS c4
  }
  CALL (n0) {
    MATCH (n0)<-[r6:`ALIAS_OF`]-(m6:`Alias`)
    WHERE EXISTS { (m6)-[r7:`USED_BY`]->(m7:`Agent`) WHERE m7.`iri` IN $p3 }
    UNWIND [key IN keys(m6) WHERE key STARTS WITH $p1 | [substring(key, size($p1)), m6[key]]] AS t5
    RETURN collect(DISTINCT t5) AS c8
  }
  CALL (n0) {
    MATCH (n0)<-[r9:`ALIAS_OF`]-(m9:`Alias`)
    WITH m9, m9.`name` + '' AS k10
    WITH m9, k10 ORDER BY k10, m9.`iri` LIMIT $p4
    CALL (m9) {
      MATCH (m9)-[r11:`USED_BY`]->(m11:`Agent`)
      WITH m11 ORDER BY m11.`iri` LIMIT $p4
      RETURN collect([m11.`name`]) AS c12
    }
    RETURN collect([m9.`name`, c12]) AS c13
  }
  RETURN head(collect([[key IN keys(n0) WHERE key STARTS WITH $p1 | [substring(key, size($p1)), n0[key]]], c4, c8, c13])) AS c14
}
RETURN [c14] AS data
// $p0: Literal(value='id:incursion-force', conversion='iri')
// $p1: Literal(value='name@')
// $p2: Variable(path=['speakers'], conversion='iris')
// $p3: Literal(value=['id:frl'], conversion='iris')
// $p4: Literal(value=20)
