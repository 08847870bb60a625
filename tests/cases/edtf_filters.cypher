CALL () {
  MATCH (n0:`Event`)
  WHERE (n0.`when` IS NOT NULL AND coalesce(n0.`whenEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(n0.`whenLatest`, date('+999999999-12-31')) >= coalesce($p0, date('-999999999-01-01')))
  RETURN count(n0) AS c1
}
CALL () {
  MATCH (n2:`Event`)
  WHERE ((n2.`when` IS NOT NULL AND coalesce(n2.`whenLatest`, date('+999999999-12-31')) < coalesce($p2, date('-999999999-01-01')))) AND (n2.`iri` IS NOT NULL)
  WITH n2 ORDER BY n2.`iri` LIMIT $p4
  RETURN collect([n2.`name`, n2.`when`]) AS c3
}
CALL () {
  MATCH (n4:`Event`)
  WHERE (n4.`when` IS NOT NULL AND coalesce(n4.`whenEarliest`, date('-999999999-01-01')) >= coalesce($p5, date('-999999999-01-01')) AND coalesce(n4.`whenLatest`, date('+999999999-12-31')) <= coalesce($p6, date('+999999999-12-31')))
  RETURN count(n4) AS c5
}
CALL () {
  MATCH (n6:`Event`)
  WHERE (n6.`when` IS NOT NULL AND coalesce(n6.`whenEarliest`, date('-999999999-01-01')) > coalesce($p8, date('+999999999-12-31')))
  RETURN count(n6) AS c7
}
CALL () {
  MATCH (n8:`Event`)
  WHERE (n8.`when` IS NULL) AND (n8.`iri` IS NOT NULL)
  WITH n8 ORDER BY n8.`iri` LIMIT $p4
  RETURN collect([n8.`name`]) AS c9
}
RETURN [c1, c3, c5, c7, c9] AS data
// $p0: Literal(value='2023-05-22', conversion='earliest')
// $p1: Literal(value='2023-05-22', conversion='latest')
// $p2: Literal(value='2023-05-01', conversion='earliest')
// $p3: Literal(value='2023-05-01', conversion='latest')
// $p4: Literal(value=20)
// $p5: Literal(value='2023-05', conversion='earliest')
// $p6: Literal(value='2023-05', conversion='latest')
// $p7: Literal(value='2023-05-23', conversion='earliest')
// $p8: Literal(value='2023-05-23', conversion='latest')
