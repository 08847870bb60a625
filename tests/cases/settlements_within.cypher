CALL () {
  MATCH (n0:`Settlement`)
  WHERE (EXISTS { MATCH (n0)-[:`WITHIN`*1..15]->(m1:`Place`) WHERE m1.`iri` = $p0 }) AND (n0.`name` IS NOT NULL)
  WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p1
  CALL (n0) {
    MATCH (n0)-[r2:`WITHIN`]->(m2:`Place`)
    WITH m2 ORDER BY m2.`iri` LIMIT $p1
    CALL (m2) {
      MATCH (m2)-[r3:`WITHIN`]->(m3:`Place`)
      WITH m3 ORDER BY m3.`iri` LIMIT $p1
      RETURN collect([m3.`name`]) AS c4
    }
    RETURN collect([m2.`name`, c4]) AS c5
  }
  RETURN collect([n0.`name`, c5]) AS c6
}
RETURN [c6] AS data
// $p0: Literal(value='id:belgorod-region', conversion='iri')
// $p1: Literal(value=20)
