CALL () {
  MATCH (n0:`Resource`:`Person` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  WITH *, COLLECT {
    MATCH (n0)<-[r1:`CLAIMANT`]-(m1:`Claim`)
    WITH m1 ORDER BY m1.`iri` LIMIT $p1
    WITH *, COLLECT {
      MATCH (m1)-[r2:`EVIDENCED_BY`]->(m2:`Passage`)
      WITH m2 LIMIT 1
      WITH *, COLLECT {
        MATCH (m2)-[r3:`IN_DOCUMENT`]->(m3:`Document`)
        WITH m3 LIMIT 1
        RETURN [m3.`name`]
      }[0] AS c4
      RETURN [m2.`start`, m2.`end`, c4]
    }[0] AS c5
    WITH *, COLLECT {
      MATCH (m1)-[r6:`CONTENT`]->(m6:`Proposition`)
      WITH m6 LIMIT 1
      WITH *, COLLECT {
        MATCH (m6)-[r7:`SUBJECT`]->(m7:`Resource`)
        WITH m7 LIMIT 1
        RETURN [m7.`name`]
      }[0] AS c8
      WITH *, COLLECT {
        MATCH (m6)-[r9:`OBJECT`]->(m9:`Resource`)
        WITH m9 LIMIT 1
        RETURN [m9.`name`]
      }[0] AS c10
      WITH *, COLLECT {
        MATCH (m6)-[r11:`DESCRIBES`]->(m11:`Event`)
        WITH m11 LIMIT 1
        RETURN [m11.`name`]
      }[0] AS c12
      RETURN [m6.`kind`, m6.`text`, m6.`status`, c8, c10, c12]
    }[0] AS c13
    WITH *, COLLECT {
      MATCH (m1)-[r14:`RELAYED_BY`]->(m14:`Claim`)
      WITH m14 LIMIT 1
      WITH *, COLLECT {
        MATCH (m14)-[r15:`CLAIMANT`]->(m15:`Agent`)
        WITH m15 LIMIT 1
        RETURN [m15.`name`]
      }[0] AS c16
      RETURN [c16]
    }[0] AS c17
    RETURN [m1.`iri`, m1.`verb`, m1.`stance`, m1.`quote`, c5, c13, c17]
  } AS c18
  RETURN head(collect([c18])) AS c19
}
RETURN [c19] AS data
// $p0: Literal(value='id:gladkov', conversion='iri')
// $p1: Literal(value=20)
