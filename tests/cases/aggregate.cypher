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
  WHERE n4.`depth` >= $p0
  WITH n4, n4.`stance` AS g5
  WITH g5, count(n4) AS size, [max(n4.`depth`)] AS figures
  ORDER BY size DESC, g5 LIMIT $p1
  RETURN collect([[toString(g5)], size, figures]) AS c6
}
CALL () {
  MATCH (n7:`Claim`)
  OPTIONAL MATCH (n7)-[r9:`CLAIMANT`]->(m9:`Agent`)
  WITH DISTINCT n7, m9.`iri` AS g8
  WITH n7, g8, n7.`stance` AS g10
  WITH g8, g10, count(n7) AS size, [] AS figures
  ORDER BY size DESC, g8, g10 LIMIT $p2
  RETURN collect([[toString(g8), toString(g10)], size, figures]) AS c11
}
RETURN [[c1, [[c3, c6]]], [[null, c11]]] AS data
// $p0: Literal(value=1)
// $p1: Literal(value=100)
// $p2: Literal(value=3)
