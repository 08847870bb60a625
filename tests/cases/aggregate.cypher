RETURN [
  [
    COUNT {
      MATCH (n0:`Claim`)
      WHERE n0.`depth` >= $p0
    },
    [
      [
        COLLECT {
          MATCH (n1:`Claim`)
          WHERE n1.`depth` >= $p0
          RETURN [count(n1), [
            min(n1.`depth`),
            max(n1.`depth`),
            avg(n1.`depth`),
            CASE WHEN count(n1.`depth`) > 0 THEN toFloat(sum(n1.`depth`)) END,
            toString(min(n1.`assertedAtEarliest`)),
            toString(max(n1.`assertedAtLatest`))
          ]]
        }[0],
        COLLECT {
          MATCH (n2:`Claim`)
          WHERE n2.`depth` >= $p0
          WITH n2, n2.`stance` AS g3
          WITH g3, count(n2) AS size, [max(n2.`depth`)] AS figures
          ORDER BY size DESC, g3 LIMIT $p1
          RETURN [[toString(g3)], size, figures]
        }
      ]
    ]
  ],
  [
    [
      COLLECT {
        MATCH (n4:`Claim`)
        RETURN [count(n4), []]
      }[0],
      COLLECT {
        MATCH (n5:`Claim`)
        OPTIONAL MATCH (n5)-[r7:`CLAIMANT`]->(m7:`Agent`)
        WITH DISTINCT n5, m7.`iri` AS g6
        WITH n5, g6, n5.`stance` AS g8
        WITH g6, g8, count(n5) AS size, [] AS figures
        ORDER BY size DESC, g6, g8 LIMIT $p2
        RETURN [[toString(g6), toString(g8)], size, figures]
      }
    ]
  ]
] AS data
// $p0: Literal(value=1)
// $p1: Literal(value=100)
// $p2: Literal(value=3)
