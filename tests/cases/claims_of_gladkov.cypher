RETURN [
  COLLECT {
    MATCH (n0:`Resource`:`Person` {iri: $p0})
    RETURN [
      COLLECT {
        MATCH (n0)<-[r1:`CLAIMANT`]-(m1:`Claim`)
        WITH m1, r1 ORDER BY m1.`iri`, m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1 + 1
        RETURN [
          m1.`iri`,
          m1.`verb`,
          m1.`stance`,
          m1.`quote`,
          COLLECT {
            MATCH (m1)-[r2:`EVIDENCED_BY`]->(m2:`Passage`)
            RETURN [
              m2.`start`,
              m2.`end`,
              COLLECT {
                MATCH (m2)-[r3:`IN_DOCUMENT`]->(m3:`Document`)
                RETURN [m3.`name`] LIMIT 1
              }[0]
            ] LIMIT 1
          }[0],
          COLLECT {
            MATCH (m1)-[r4:`CONTENT`]->(m4:`Proposition`)
            RETURN [
              m4.`kind`,
              m4.`text`,
              m4.`status`,
              COLLECT {
                MATCH (m4)-[r5:`SUBJECT`]->(m5:`Resource`)
                RETURN [m5.`name`] LIMIT 1
              }[0],
              COLLECT {
                MATCH (m4)-[r6:`OBJECT`]->(m6:`Resource`)
                RETURN [m6.`name`] LIMIT 1
              }[0],
              COLLECT {
                MATCH (m4)-[r7:`DESCRIBES`]->(m7:`Event`)
                RETURN [m7.`name`] LIMIT 1
              }[0]
            ] LIMIT 1
          }[0],
          COLLECT {
            MATCH (m1)-[r8:`RELAYED_BY`]->(m8:`Claim`)
            RETURN [
              COLLECT {
                MATCH (m8)-[r9:`CLAIMANT`]->(m9:`Agent`)
                RETURN [m9.`name`] LIMIT 1
              }[0]
            ] LIMIT 1
          }[0]
        ]
      }
    ]
  }[0]
] AS data
// $p0: Literal(value='id:gladkov', conversion='iri')
// $p1: Literal(value=20)
