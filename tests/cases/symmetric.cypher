CALL () {
  MATCH (n0:`Resource`:`ArmedGroup` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  WITH *, COLLECT {
    MATCH (n0)-[r1:`CLOSE_TO`]-(m1:`Agent`)
    WITH m1 ORDER BY m1.`iri` LIMIT $p1
    RETURN [m1.`name`]
  } AS c2
  RETURN head(collect([c2])) AS c3
}
CALL () {
  MATCH (n4:`Resource`:`Region` {`iri`: $p2}) USING INDEX n4:`Resource`(`iri`)
  WITH *, COLLECT {
    MATCH (n4)-[r5:`BORDERS`]-(m5:`Place`)
    WITH m5 ORDER BY m5.`iri` LIMIT $p1
    RETURN [m5.`name`]
  } AS c6
  RETURN head(collect([c6])) AS c7
}
CALL () {
  MATCH (n8:`Resource`:`Country` {`iri`: $p3}) USING INDEX n8:`Resource`(`iri`)
  WITH *, COLLECT {
    MATCH (n8)-[r9:`BORDERS`]-(m9:`Place`)
    WITH m9 ORDER BY m9.`iri` LIMIT $p1
    RETURN [m9.`name`]
  } AS c10
  RETURN head(collect([c10])) AS c11
}
RETURN [c3, c7, c11] AS data
// $p0: Literal(value='id:rvc', conversion='iri')
// $p1: Literal(value=20)
// $p2: Literal(value='id:belgorod-region', conversion='iri')
// $p3: Literal(value='id:ukraine', conversion='iri')
