CALL () {
  MATCH (n0:`Claim`)
  WHERE n0.`depth` >= $p0
  RETURN count(n0) AS c1
}
CALL () {
  MATCH (n2:`Claim`)
  WHERE n2.`depth` >= $p0
  RETURN [count(n2), [
    min(n2.`depth`),
    max(n2.`depth`),
    avg(n2.`depth`),
    CASE WHEN count(n2.`depth`) > 0 THEN toFloat(sum(n2.`depth`)) END,
    toString(min(n2.`assertedAtEarliest`)),
    toString(max(n2.`assertedAtLatest`))
  ]] AS c3
}
CALL () {
  MATCH (n4:`Claim`)
  WHERE (n4.`depth` >= $p0) AND (n4.`stance` IS NOT NULL)
  WITH n4.`stance` AS k6, count(*) AS size, [max(n4.`depth`)] AS figures
  ORDER BY size DESC, k6 LIMIT $p1
  RETURN collect([[toString(k6)], size, figures]) AS c7
}
CALL () {
  MATCH (n8:`Claim`)
  WHERE n8.`stance` IS NOT NULL
  OPTIONAL MATCH (n8)-[r10:`CLAIMANT`]->(m10:`Agent`)
  WITH DISTINCT n8, m10.`iri` AS g9
  WITH g9 AS k11, n8.`stance` AS k13, count(*) AS size
  ORDER BY size DESC, k11, k13 LIMIT $p2
  RETURN collect([[toString(k11), toString(k13)], size, []]) AS c14
}
RETURN [[c1, [[c3, c7]]], [[null, c14]]] AS data
// $p0: Literal(value=1)
// $p1: Literal(value=100)
// $p2: Literal(value=3)
