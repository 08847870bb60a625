RETURN [
  [
    COLLECT {
      CALL db.index.fulltext.queryNodes($p0, $p1) YIELD node AS m0, score AS s0
      WITH m0, {score: s0, field: head([name IN $p2 WHERE any(key IN keys(m0) WHERE (key = name OR key STARTS WITH name + '@') AND any(value IN [] + m0[key] WHERE any(word IN $p3 WHERE toLower(value) CONTAINS word)))])} AS r0
      WITH m0, r0 ORDER BY coalesce(r0.`score`, '') DESC, m0.`iri` LIMIT $p4 + 1
      RETURN [r0.`score`, r0.`field`, [labels(m0), m0.`name`]]
    },
    COUNT {
      CALL db.index.fulltext.queryNodes($p0, $p1) YIELD node AS m1, score AS s1
      WITH m1, {score: s1, field: head([name IN $p2 WHERE any(key IN keys(m1) WHERE (key = name OR key STARTS WITH name + '@') AND any(value IN [] + m1[key] WHERE any(word IN $p3 WHERE toLower(value) CONTAINS word)))])} AS r1
    }
  ],
  COLLECT {
    CALL db.index.fulltext.queryNodes($p0, $p5) YIELD node AS m2, score AS s2
    WITH m2, {score: s2, field: null} AS r2
    WHERE m2:`ArmedGroup` OR m2:`Event`
    WITH m2, r2 ORDER BY coalesce(r2.`score`, '') DESC, m2.`iri` LIMIT $p6 + 1
    RETURN [m2.`name`]
  },
  [
    COLLECT {
      CALL db.index.fulltext.queryNodes($p0, $p7) YIELD node AS m3, score AS s3
      WITH m3, {score: s3, field: null} AS r3
      WITH m3, r3 ORDER BY coalesce(r3.`score`, '') DESC, m3.`iri` LIMIT $p6 + 1
      RETURN [m3.`iri`]
    },
    COUNT {
      CALL db.index.fulltext.queryNodes($p0, $p7) YIELD node AS m4, score AS s4
      WITH m4, {score: s4, field: null} AS r4
    }
  ]
] AS data
// $p0: Literal(value='resource_text')
// $p1: Literal(value='kozin', conversion='lucene')
// $p2: Literal(value=['name', 'altNames', 'description', 'quote', 'rationale', 'text'])
// $p3: Literal(value='kozin', conversion='words')
// $p4: Literal(value=3)
// $p5: Literal(value='Легион Свобода', conversion='lucene')
// $p6: Literal(value=20)
// $p7: Literal(value='zzzz', conversion='lucene')
