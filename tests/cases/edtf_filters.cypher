CALL () {
  CALL () {
    MATCH (n0:`Event`)
    WHERE n0.`whenEarliest` >= $p0 AND n0.`whenEarliest` <= $p1 AND coalesce(n0.`whenLatest`, $p2) >= $p3
    RETURN n0
    UNION ALL
    MATCH (n0:`Event`)
    WHERE n0.`whenLasting` < $p0 AND n0.`whenLasting` <= $p1 AND coalesce(n0.`whenLatest`, $p2) >= $p3
    RETURN n0
  }
  WITH n0
  RETURN count(n0) AS c1
}
CALL () {
  CALL () {
    CALL () {
      MATCH (n2:`Event`)
      WHERE n2.`whenEarliest` > $p4 AND n2.`whenEarliest` < $p5 AND n2.`whenLatest` < $p5
      RETURN n2
      UNION ALL
      MATCH (n2:`Event`)
      WHERE n2.`whenLasting` = $p4 AND n2.`whenLatest` < $p5
      RETURN n2
    }
    WITH n2 LIMIT $p6 + 1
    RETURN collect(n2) AS f3
  }
  CALL (f3) {
    UNWIND CASE WHEN size(f3) <= $p6 THEN f3 ELSE [] END AS n2
    WITH n2
    WHERE n2.`iri` IS NOT NULL
    WITH n2 ORDER BY n2.`iri` LIMIT $p7
    RETURN n2
    UNION ALL
    UNWIND CASE WHEN size(f3) > $p6 THEN [0] ELSE [] END AS u4
    CALL (u4) {
      MATCH (n2:`Event`)
      USING INDEX n2:`Event`(`iri`)
      WHERE ((n2.`whenLatest` < $p5)) AND (n2.`iri` IS NOT NULL)
      WITH n2 ORDER BY n2.`iri` LIMIT $p7
      RETURN n2
    }
    RETURN n2
  }
  WITH n2 ORDER BY n2.`iri` LIMIT $p7
  RETURN collect([n2.`name`, n2.`when`]) AS c5
}
CALL () {
  CALL () {
    MATCH (n6:`Event`)
    WHERE n6.`whenEarliest` > $p4 AND n6.`whenEarliest` >= $p8 AND n6.`whenEarliest` <= $p9 AND coalesce(n6.`whenLatest`, $p2) <= $p9
    RETURN n6
    UNION ALL
    MATCH (n6:`Event`)
    WHERE n6.`whenLasting` = $p4 AND coalesce(n6.`whenEarliest`, $p4) >= $p8 AND coalesce(n6.`whenLatest`, $p2) <= $p9
    RETURN n6
  }
  WITH n6
  RETURN count(n6) AS c7
}
CALL () {
  MATCH (n8:`Event`)
  WHERE (n8.`whenEarliest` > $p10)
  RETURN count(n8) AS c9
}
CALL () {
  MATCH (n10:`Event`)
  WHERE (n10.`when` IS NULL) AND (n10.`iri` IS NOT NULL)
  WITH n10 ORDER BY n10.`iri` LIMIT $p7
  RETURN collect([n10.`name`]) AS c11
}
RETURN [c1, c5, c7, c9, c11] AS data
// $p0: Literal(value='2023-05-22', conversion='reach')
// $p1: Literal(value='2023-05-22', conversion='latest')
// $p2: Literal(value=datetime.date(9999, 12, 31))
// $p3: Literal(value='2023-05-22', conversion='earliest')
// $p4: Literal(value=datetime.date(1, 1, 1))
// $p5: Literal(value='2023-05-01', conversion='earliest')
// $p6: Literal(value=1000)
// $p7: Literal(value=20)
// $p8: Literal(value='2023-05', conversion='earliest')
// $p9: Literal(value='2023-05', conversion='latest')
// $p10: Literal(value='2023-05-23', conversion='latest')
