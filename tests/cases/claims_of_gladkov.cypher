CALL () {
  MATCH (n0:`Resource`:`Person` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  CALL (n0) {
    MATCH (n0)<-[r1:`CLAIMANT`]-(m1:`Claim`)
    WITH m1 ORDER BY m1.`iri` LIMIT $p1
    CALL (m1) {
      MATCH (m1)-[r2:`EVIDENCED_BY`]->(m2:`Passage`)
      WITH m2 LIMIT 1
      CALL (m2) {
        MATCH (m2)-[r3:`IN_DOCUMENT`]->(m3:`Document`)
        WITH m3 LIMIT 1
        RETURN head(collect([m3.`name`])) AS c4
      }
      RETURN head(collect([m2.`start`, m2.`end`, c4])) AS c5
    }
    CALL (m1) {
      MATCH (m1)-[r6:`CONTENT`]->(m6:`Proposition`)
      WITH m6 LIMIT 1
      CALL (m6) {
        MATCH (m6)-[r7:`SUBJECT`]->(m7:`Resource`)
        WITH m7 LIMIT 1
        RETURN head(collect([m7.`name`])) AS c8
      }
      CALL (m6) {
        MATCH (m6)-[r9:`OBJECT`]->(m9:`Resource`)
        WITH m9 LIMIT 1
        RETURN head(collect([m9.`name`])) AS c10
      }
      CALL (m6) {
        MATCH (m6)-[r11:`DESCRIBES`]->(m11:`Event`)
        WITH m11 LIMIT 1
        RETURN head(collect([m11.`name`])) AS c12
      }
      RETURN head(collect([m6.`kind`, m6.`text`, m6.`status`, c8, c10, c12])) AS c13
    }
    CALL (m1) {
      MATCH (m1)-[r14:`RELAYED_BY`]->(m14:`Claim`)
      WITH m14 LIMIT 1
      CALL (m14) {
        MATCH (m14)-[r15:`CLAIMANT`]->(m15:`Agent`)
        WITH m15 LIMIT 1
        RETURN head(collect([m15.`name`])) AS c16
      }
      RETURN head(collect([c16])) AS c17
    }
    RETURN collect([m1.`iri`, m1.`verb`, m1.`stance`, m1.`quote`, c5, c13, c17]) AS c18
  }
  RETURN head(collect([c18])) AS c19
}
RETURN [c19] AS data
// $p0: Literal(value='id:gladkov', conversion='iri')
// $p1: Literal(value=20)
