RETURN [
  COUNT {
    MATCH (n0:`Event`)
    WHERE (n0.`when` IS NOT NULL AND coalesce(n0.`whenEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(n0.`whenLatest`, date('+999999999-12-31')) >= coalesce($p0, date('-999999999-01-01')))
  },
  COLLECT {
    MATCH (n1:`Event`)
    WHERE (n1.`when` IS NOT NULL AND coalesce(n1.`whenLatest`, date('+999999999-12-31')) < coalesce($p2, date('-999999999-01-01')))
    WITH n1 ORDER BY n1.`iri` LIMIT $p4 + 1
    RETURN [n1.`name`, n1.`when`]
  },
  COUNT {
    MATCH (n2:`Event`)
    WHERE (n2.`when` IS NOT NULL AND coalesce(n2.`whenEarliest`, date('-999999999-01-01')) >= coalesce($p5, date('-999999999-01-01')) AND coalesce(n2.`whenLatest`, date('+999999999-12-31')) <= coalesce($p6, date('+999999999-12-31')))
  },
  COUNT {
    MATCH (n3:`Event`)
    WHERE (n3.`when` IS NOT NULL AND coalesce(n3.`whenEarliest`, date('-999999999-01-01')) > coalesce($p8, date('+999999999-12-31')))
  },
  COLLECT {
    MATCH (n4:`Event`)
    WHERE n4.`when` IS NULL
    WITH n4 ORDER BY n4.`iri` LIMIT $p4 + 1
    RETURN [n4.`name`]
  }
] AS data
// $p0: Literal(value='2023-05-22', conversion='earliest')
// $p1: Literal(value='2023-05-22', conversion='latest')
// $p2: Literal(value='2023-05-01', conversion='earliest')
// $p3: Literal(value='2023-05-01', conversion='latest')
// $p4: Literal(value=20)
// $p5: Literal(value='2023-05', conversion='earliest')
// $p6: Literal(value='2023-05', conversion='latest')
// $p7: Literal(value='2023-05-23', conversion='earliest')
// $p8: Literal(value='2023-05-23', conversion='latest')
