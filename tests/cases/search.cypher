CALL () {
  CALL db.index.fulltext.queryNodes($p1, $p0) YIELD node AS m0, score AS s0
  WITH m0, {score: s0, field: head([name IN $p2 WHERE any(key IN keys(m0) WHERE (key = name OR key STARTS WITH name + '@') AND any(value IN [] + m0[key] WHERE any(word IN $p3 WHERE toLower(value) CONTAINS word)))])} AS r0
  WITH m0, r0 ORDER BY coalesce(r0.`score`, '') DESC, m0.`iri` LIMIT $p4 + 1
  RETURN collect([r0.`score`, r0.`field`, [labels(m0), m0.`name`]]) AS c1
}
CALL () {
  CALL db.index.fulltext.queryNodes($p1, $p0) YIELD node AS m2, score AS s2
  WITH m2, {score: s2, field: head([name IN $p2 WHERE any(key IN keys(m2) WHERE (key = name OR key STARTS WITH name + '@') AND any(value IN [] + m2[key] WHERE any(word IN $p3 WHERE toLower(value) CONTAINS word)))])} AS r2
  RETURN count(m2) AS c3
}
CALL () {
  CALL db.index.fulltext.queryNodes($p1, $p5) YIELD node AS m4, score AS s4
  WITH m4, {score: s4, field: null} AS r4
  WHERE m4:`ArmedGroup`|`Event`
  WITH m4, r4 ORDER BY coalesce(r4.`score`, '') DESC, m4.`iri` LIMIT $p6
  RETURN collect([m4.`name`]) AS c5
}
CALL () {
  CALL db.index.fulltext.queryNodes($p1, $p7) YIELD node AS m6, score AS s6
  WITH m6, {score: s6, field: null} AS r6
  WITH m6, r6 ORDER BY coalesce(r6.`score`, '') DESC, m6.`iri` LIMIT $p6
  RETURN collect([m6.`iri`]) AS c7
}
CALL () {
  CALL db.index.fulltext.queryNodes($p1, $p7) YIELD node AS m8, score AS s8
  WITH m8, {score: s8, field: null} AS r8
  RETURN count(m8) AS c9
}
RETURN [[c1, c3], c5, [c7, c9]] AS data
// $p0: Literal(value='kozin', conversion='lucene')
// $p1: Literal(value='resource_text')
// $p2: Literal(value=['name', 'altNames', 'description', 'quote', 'rationale', 'text'])
// $p3: Literal(value='kozin', conversion='words')
// $p4: Literal(value=3)
// $p5: Literal(value='Легион Свобода', conversion='lucene')
// $p6: Literal(value=20)
// $p7: Literal(value='zzzz', conversion='lucene')
