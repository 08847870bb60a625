CALL () {
  MATCH (n0:`Resource`:`ArmedGroup` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  WITH *, COLLECT {
    MATCH (n0)<-[r1:`LEADS`]-(m1:`Person`)
    WITH m1, r1 ORDER BY m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1
    WITH *, COLLECT {
      MATCH (n2:`Resource`:`Proposition` {`iri`: r1.`proposition`}) USING INDEX n2:`Resource`(`iri`)
      RETURN [n2.`iri`, n2.`text`]
    }[0] AS c3
    RETURN [coalesce(r1.`status`, $p2), r1.`origins`, r1.`denials`, c3, [m1.`name`]]
  } AS c4
  WITH *, COLLECT {
    MATCH (n0)-[r5:`BASED_IN`]->(m5:`Place`)
    WITH m5, r5 ORDER BY m5.`iri`, coalesce(r5.`proposition`, '') LIMIT $p1
    RETURN [coalesce(r5.`status`, $p2), [m5.`name`]]
  } AS c6
  WITH *, COLLECT {
    MATCH (n0)-[r7:`CARRIED_OUT`]->(m7:`Event`)
    WITH m7, r7 ORDER BY m7.`iri`, coalesce(r7.`proposition`, '') LIMIT $p1
    WITH *, COLLECT {
      MATCH (n8:`Resource`:`Proposition` {`iri`: r7.`proposition`}) USING INDEX n8:`Resource`(`iri`)
      RETURN [n8.`text`]
    }[0] AS c9
    RETURN [coalesce(r7.`status`, $p2), c9, [m7.`name`]]
  } AS c10
  WITH *, COLLECT {
    MATCH (n0)<-[r11:`CREATED`]-(m11:`Agent`)
    WITH m11, r11 ORDER BY m11.`iri`, coalesce(r11.`proposition`, '') LIMIT $p1
    RETURN [coalesce(r11.`status`, $p2), [m11.`name`]]
  } AS c12
  WITH *, COLLECT {
    MATCH (n0)<-[r13:`CLAIMANT`]-(m13:`Claim`)
    WITH m13 ORDER BY m13.`iri` LIMIT $p1
    WITH *, COLLECT {
      MATCH (m13)-[r14:`CONTENT`]->(m14:`Proposition`)
      WITH m14 LIMIT 1
      RETURN [m14.`text`]
    }[0] AS c15
    RETURN [m13.`iri`, m13.`verb`, m13.`quote`, c15]
  } AS c16
  RETURN head(collect([n0.`name`, c4, c6, c10, c12, [c16, COUNT { (n0)<-[:`CLAIMANT`]-() }]])) AS c18
}
RETURN [c18] AS data
// $p0: Literal(value='id:frl', conversion='iri')
// $p1: Literal(value=20)
// $p2: Literal(value='STATED')
