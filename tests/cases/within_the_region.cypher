CALL () {
  MATCH (n0:`Resource`:`Region` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  WITH *, COLLECT {
    MATCH (n0)<-[:`WITHIN`*1..15]-(m1:`Place`)
    WHERE m1.`name` <> $p1
    WITH DISTINCT m1
    WITH m1 ORDER BY m1.`iri` LIMIT $p2
    RETURN [labels(m1), m1.`name`]
  } AS c2
  WITH *, COLLECT {
    MATCH (n0)<-[r3:`WITHIN`]-(m3:`Place`)
    WITH m3 ORDER BY m3.`iri` LIMIT $p3
    RETURN [m3.`name`]
  } AS c4
  RETURN head(collect([n0.`name`, c2, c4])) AS c5
}
RETURN [c5] AS data
// $p0: Literal(value='id:belgorod-region', conversion='iri')
// $p1: Literal(value='')
// $p2: Literal(value=50)
// $p3: Literal(value=20)
