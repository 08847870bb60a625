CALL () {
  MATCH (n0:`Agent`)
  WHERE (n0.`name` IN $p0) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p1
  WITH *, COLLECT {
    MATCH (n0)<-[r1:`LEADS`]-(m1:`Person`)
    WHERE n0:`Organization`
    WITH m1 ORDER BY m1.`iri` LIMIT $p1
    RETURN [m1.`iri`, m1.`name`]
  } AS c2
  WITH *, COLLECT {
    MATCH (n0)-[r3:`HOSTED_ON`]->(m3:`Platform`)
    WHERE n0:`Channel`
    WITH m3 ORDER BY m3.`iri` LIMIT $p1
    RETURN [m3.`iri`, m3.`name`]
  } AS c4
  WITH *, COLLECT {
    MATCH (n0)-[r5:`LEADS`]->(m5:`Organization`)
    WHERE n0:`Person`
    WITH m5 ORDER BY m5.`iri` LIMIT $p1
    RETURN [m5.`name`]
  } AS c6
  RETURN collect([labels(n0), n0.`name`, c2, c4, n0.`url`, c6]) AS c7
}
RETURN [c7] AS data
// $p0: Literal(value=['Ilya Ponomarev', 'Freedom of Russia Legion', 'Rybar Telegram channel'])
// $p1: Literal(value=20)
