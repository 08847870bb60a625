CALL () {
  MATCH (n0:`Settlement`)
  MATCH (n0)-[:`WITHIN`*1..15]->(m1:`Place`)
  WHERE m1.`iri` = $p0
  WITH DISTINCT n0, n0.`name` + '' AS k2
  WITH n0, k2 ORDER BY k2, n0.`iri` LIMIT $p1
  WITH *, COLLECT {
    MATCH (n0)-[r3:`WITHIN`]->(m3:`Place`)
    WITH m3 ORDER BY m3.`iri` LIMIT $p1
    WITH *, COLLECT {
      MATCH (m3)-[r4:`WITHIN`]->(m4:`Place`)
      WITH m4 ORDER BY m4.`iri` LIMIT $p1
      RETURN [m4.`name`]
    } AS c5
    RETURN [m3.`name`, c5]
  } AS c6
  RETURN collect([n0.`name`, c6]) AS c7
}
RETURN [c7] AS data
// $p0: Literal(value='id:belgorod-region', conversion='iri')
// $p1: Literal(value=20)
