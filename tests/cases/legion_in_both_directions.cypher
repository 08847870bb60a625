RETURN [
  COLLECT {
    MATCH (n0:`Resource`:`ArmedGroup` {iri: $p0})
    RETURN [
      n0.`name`,
      COLLECT {
        MATCH (n0)<-[r1:`LEADS`]-(m1:`Person`)
        WITH m1, r1 ORDER BY m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1 + 1
        RETURN [
          coalesce(r1.`status`, $p2),
          r1.`origins`,
          r1.`denials`,
          COLLECT {
            MATCH (n2:`Resource`:`Proposition` {iri: r1.`proposition`})
            RETURN [n2.`iri`, n2.`text`]
          }[0],
          [m1.`name`]
        ]
      },
      COLLECT {
        MATCH (n0)-[r3:`BASED_IN`]->(m3:`Place`)
        WITH m3, r3 ORDER BY m3.`iri`, coalesce(r3.`proposition`, '') LIMIT $p1 + 1
        RETURN [coalesce(r3.`status`, $p2), [m3.`name`]]
      },
      COLLECT {
        MATCH (n0)-[r4:`CARRIED_OUT`]->(m4:`Event`)
        WITH m4, r4 ORDER BY m4.`iri`, coalesce(r4.`proposition`, '') LIMIT $p1 + 1
        RETURN [
          coalesce(r4.`status`, $p2),
          COLLECT {
            MATCH (n5:`Resource`:`Proposition` {iri: r4.`proposition`})
            RETURN [n5.`text`]
          }[0],
          [m4.`name`]
        ]
      },
      COLLECT {
        MATCH (n0)<-[r6:`CREATED`]-(m6:`Agent`)
        WITH m6, r6 ORDER BY m6.`iri`, coalesce(r6.`proposition`, '') LIMIT $p1 + 1
        RETURN [coalesce(r6.`status`, $p2), [m6.`name`]]
      },
      [
        COLLECT {
          MATCH (n0)<-[r7:`CLAIMANT`]-(m7:`Claim`)
          WITH m7, r7 ORDER BY m7.`iri`, coalesce(r7.`proposition`, '') LIMIT $p1 + 1
          RETURN [
            m7.`iri`,
            m7.`verb`,
            m7.`quote`,
            COLLECT {
              MATCH (m7)-[r8:`CONTENT`]->(m8:`Proposition`)
              RETURN [m8.`text`] LIMIT 1
            }[0]
          ]
        },
        COUNT { (n0)<-[:`CLAIMANT`]-() }
      ]
    ]
  }[0]
] AS data
// $p0: Literal(value='id:frl', conversion='iri')
// $p1: Literal(value=20)
// $p2: Literal(value='STATED')
