RETURN [
  COLLECT {
    MATCH (n0:`Agent`)
    WHERE COUNT { (n0)<-[:`CLAIMANT`]-() } > $p0
    WITH n0 ORDER BY n0.`name`, n0.`iri` LIMIT $p1 + 1
    RETURN [
      n0.`name`,
      [
        COLLECT {
          MATCH (n0)<-[r2:`CLAIMANT`]-(m2:`Claim`)
          WITH m2, r2 ORDER BY m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p2 + 1
          RETURN [m2.`iri`]
        },
        [
          [
            COLLECT {
              MATCH (n0)<-[r3:`CLAIMANT`]-(m3:`Claim`)
              WITH DISTINCT m3
              RETURN [count(m3), []]
            }[0],
            COLLECT {
              MATCH (n0)<-[r4:`CLAIMANT`]-(m4:`Claim`)
              WITH DISTINCT m4
              WITH m4, m4.`stance` AS g5
              WITH g5, count(m4) AS size, [] AS figures
              ORDER BY size DESC, g5 LIMIT $p3
              RETURN [[toString(g5)], size, figures]
            }
          ]
        ]
      ]
    ]
  },
  [
    [
      COLLECT {
        MATCH (n6:`Event`)
        RETURN [count(n6), [toString(min(n6.`whenEarliest`)), toString(max(n6.`whenLatest`))]]
      }[0],
      COLLECT {
        MATCH (n7:`Event`)
        OPTIONAL MATCH (n7)-[r9:`PLACE`]->(m9:`Place`)
        WITH DISTINCT n7, m9.`iri` AS g8
        WITH g8, count(n7) AS size, [] AS figures
        ORDER BY size DESC, g8 LIMIT $p4
        RETURN [[toString(g8)], size, figures]
      }
    ]
  ],
  [
    [
      COLLECT {
        MATCH (n10:`Resource`)
        RETURN [count(n10), []]
      }[0]
    ]
  ],
  [
    [
      COLLECT {
        MATCH (n11:`Person`)
        WHERE n11.`name` = $p5
        RETURN [count(n11), []]
      }[0],
      COLLECT {
        MATCH (n12:`Person`)
        WHERE n12.`name` = $p5
        WITH n12, n12.`unnamed` AS g13
        WITH g13, count(n12) AS size, [] AS figures
        ORDER BY size DESC, g13 LIMIT $p3
        RETURN [[toString(g13)], size, figures]
      }
    ]
  ]
] AS data
// $p0: Literal(value=8)
// $p1: Literal(value=20)
// $p2: Literal(value=1)
// $p3: Literal(value=100)
// $p4: Literal(value=2)
// $p5: Literal(value='Nobody')
