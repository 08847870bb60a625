CALL () {
  CALL () {
    MATCH (n0:`Claim`)
    WHERE (n0.`assertedAtEarliest` IS NULL) AND (n0.`assertedAtLatest` IS NULL) AND (n0.`iri` IS NOT NULL)
    WITH n0, null AS k6
    WITH n0, k6 ORDER BY n0.`iri` DESC LIMIT $p1
    RETURN collect(n0) AS f7
  }
  CALL (f7) {
    UNWIND f7 AS n0
    RETURN n0
    UNION ALL
    UNWIND CASE WHEN size(f7) < $p1 THEN [0] ELSE [] END AS u8
    CALL (u8) {
      MATCH (n0:`Claim`)
      WHERE (n0.`assertedAtEarliest` > $p0)
      WITH n0, n0.`assertedAtEarliest` AS k2
      WITH n0, k2 ORDER BY k2, n0.`iri` DESC LIMIT $p1
      RETURN n0
      UNION ALL
      MATCH (n0:`Claim`)
      WHERE (n0.`assertedAtLasting` = $p0) AND (coalesce(n0.`assertedAtEarliest`, n0.`assertedAtLatest`) IS NOT NULL)
      WITH n0, coalesce(n0.`assertedAtEarliest`, n0.`assertedAtLatest`) AS k4
      WITH n0, k4 ORDER BY k4, n0.`iri` DESC LIMIT $p1
      RETURN n0
    }
    RETURN n0
  }
  WITH n0, coalesce(n0.`assertedAtEarliest`, n0.`assertedAtLatest`) AS k9
  WITH n0, k9 ORDER BY k9 IS NOT NULL, k9, n0.`iri` DESC LIMIT $p1
  RETURN collect([n0.`iri`, n0.`assertedAt`]) AS c10
}
CALL () {
  CALL () {
    CALL () {
      MATCH (n11:`Claim`)
      WHERE (n11.`assertedAtEarliest` > $p0)
      WITH n11, n11.`assertedAtEarliest` AS k13
      WITH n11, k13 ORDER BY k13 DESC, n11.`iri` LIMIT $p1
      RETURN n11
      UNION ALL
      MATCH (n11:`Claim`)
      WHERE (n11.`assertedAtLasting` = $p0) AND (coalesce(n11.`assertedAtEarliest`, n11.`assertedAtLatest`) IS NOT NULL)
      WITH n11, coalesce(n11.`assertedAtEarliest`, n11.`assertedAtLatest`) AS k15
      WITH n11, k15 ORDER BY k15 DESC, n11.`iri` LIMIT $p1
      RETURN n11
    }
    RETURN collect(n11) AS f18
  }
  CALL (f18) {
    UNWIND f18 AS n11
    RETURN n11
    UNION ALL
    UNWIND CASE WHEN size(f18) < $p1 THEN [0] ELSE [] END AS u19
    CALL (u19) {
      MATCH (n11:`Claim`)
      WHERE (n11.`assertedAtEarliest` IS NULL) AND (n11.`assertedAtLatest` IS NULL) AND (n11.`iri` IS NOT NULL)
      WITH n11, null AS k17
      WITH n11, k17 ORDER BY n11.`iri` LIMIT $p1
      RETURN n11
    }
    RETURN n11
  }
  WITH n11, coalesce(n11.`assertedAtEarliest`, n11.`assertedAtLatest`) AS k20
  WITH n11, k20 ORDER BY k20 IS NULL, k20 DESC, n11.`iri` LIMIT $p1
  RETURN collect([n11.`iri`, n11.`assertedAt`]) AS c21
}
RETURN [c10, c21] AS data
// $p0: Literal(value=datetime.date(1, 1, 1))
// $p1: Literal(value=3)
