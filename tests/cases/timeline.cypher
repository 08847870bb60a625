CALL () {
  MATCH (a0:`Resource` {`iri`: $p0})
  CALL (a0) { WITH a0 WHERE a0:`Event`|`Claim` RETURN a0 AS m0 UNION MATCH (a0)-[r1:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m0:`Event`) RETURN m0 UNION MATCH (a0)-[r2:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[r3:`CONTENT`]-(m0:`Claim`) RETURN m0 }
  WITH m0, {date: CASE WHEN m0:`Event` THEN m0.`when` WHEN m0:`Claim` THEN m0.`assertedAt` END, dateEarliest: CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, dateLatest: CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, day: coalesce(CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, date('9999-12-31'))} AS r0
  WHERE (r0.`date` IS NOT NULL)
  WITH m0, r0 ORDER BY r0.`day`, m0.`iri` LIMIT $p1 + 1
  RETURN collect([[toString(r0.`day`), m0.`iri`], [r0.`date`, [labels(m0), m0.`name`]]]) AS c4
}
CALL () {
  MATCH (a5:`Resource` {`iri`: $p0})
  CALL (a5) { WITH a5 WHERE a5:`Event`|`Claim` RETURN a5 AS m5 UNION MATCH (a5)-[r6:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m5:`Event`) RETURN m5 UNION MATCH (a5)-[r7:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[r8:`CONTENT`]-(m5:`Claim`) RETURN m5 }
  WITH m5, {date: CASE WHEN m5:`Event` THEN m5.`when` WHEN m5:`Claim` THEN m5.`assertedAt` END, dateEarliest: CASE WHEN m5:`Event` THEN m5.`whenEarliest` WHEN m5:`Claim` THEN m5.`assertedAtEarliest` END, dateLatest: CASE WHEN m5:`Event` THEN m5.`whenLatest` WHEN m5:`Claim` THEN m5.`assertedAtLatest` END, day: coalesce(CASE WHEN m5:`Event` THEN m5.`whenEarliest` WHEN m5:`Claim` THEN m5.`assertedAtEarliest` END, CASE WHEN m5:`Event` THEN m5.`whenLatest` WHEN m5:`Claim` THEN m5.`assertedAtLatest` END, date('9999-12-31'))} AS r5
  WHERE (r5.`date` IS NOT NULL)
  RETURN count(m5) AS c9
}
CALL () {
  MATCH (a10:`Resource` {`iri`: $p0})
  CALL (a10) { WITH a10 WHERE a10:`Event`|`Claim` RETURN a10 AS m10 UNION MATCH (a10)-[r11:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m10:`Event`) RETURN m10 UNION MATCH (a10)-[r12:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[r13:`CONTENT`]-(m10:`Claim`) RETURN m10 }
  WITH m10, {date: CASE WHEN m10:`Event` THEN m10.`when` WHEN m10:`Claim` THEN m10.`assertedAt` END, dateEarliest: CASE WHEN m10:`Event` THEN m10.`whenEarliest` WHEN m10:`Claim` THEN m10.`assertedAtEarliest` END, dateLatest: CASE WHEN m10:`Event` THEN m10.`whenLatest` WHEN m10:`Claim` THEN m10.`assertedAtLatest` END, day: coalesce(CASE WHEN m10:`Event` THEN m10.`whenEarliest` WHEN m10:`Claim` THEN m10.`assertedAtEarliest` END, CASE WHEN m10:`Event` THEN m10.`whenLatest` WHEN m10:`Claim` THEN m10.`assertedAtLatest` END, date('9999-12-31'))} AS r10
  WHERE r10.`date` IS NULL
  WITH m10 ORDER BY m10.`iri` LIMIT $p2
  RETURN collect([labels(m10), m10.`name`]) AS c14
}
CALL () {
  CALL () {
    MATCH (m15:`Event`)
    WHERE (m15.`whenEarliest` >= $p3) AND (m15.`whenEarliest` <= $p4) AND (coalesce(m15.`whenLatest`, $p5) >= $p6)
    WITH m15, m15.`whenEarliest` AS k16
    WITH m15, k16 ORDER BY k16, m15.`iri` LIMIT $p7
    RETURN m15
    UNION ALL
    MATCH (m15:`Event`)
    WHERE (m15.`whenLasting` < $p3) AND (m15.`whenLasting` <= $p4) AND (coalesce(m15.`whenLatest`, $p5) >= $p6)
    WITH m15, coalesce(m15.`whenEarliest`, m15.`whenLatest`, date('9999-12-31')) AS k17
    WITH m15, k17 ORDER BY k17, m15.`iri` LIMIT $p7
    RETURN m15
    UNION ALL
    MATCH (m15:`Claim`)
    WHERE (m15.`assertedAtEarliest` >= $p3) AND (m15.`assertedAtEarliest` <= $p4) AND (coalesce(m15.`assertedAtLatest`, $p5) >= $p6) AND (NOT m15:`Event`)
    WITH m15, m15.`assertedAtEarliest` AS k18
    WITH m15, k18 ORDER BY k18, m15.`iri` LIMIT $p7
    RETURN m15
    UNION ALL
    MATCH (m15:`Claim`)
    WHERE (m15.`assertedAtLasting` < $p3) AND (m15.`assertedAtLasting` <= $p4) AND (coalesce(m15.`assertedAtLatest`, $p5) >= $p6) AND (NOT m15:`Event`)
    WITH m15, coalesce(m15.`assertedAtEarliest`, m15.`assertedAtLatest`, date('9999-12-31')) AS k19
    WITH m15, k19 ORDER BY k19, m15.`iri` LIMIT $p7
    RETURN m15
  }
  WITH m15, {date: CASE WHEN m15:`Event` THEN m15.`when` WHEN m15:`Claim` THEN m15.`assertedAt` END, day: coalesce(CASE WHEN m15:`Event` THEN m15.`whenEarliest` WHEN m15:`Claim` THEN m15.`assertedAtEarliest` END, CASE WHEN m15:`Event` THEN m15.`whenLatest` WHEN m15:`Claim` THEN m15.`assertedAtLatest` END, date('9999-12-31'))} AS r15
  WITH m15, r15 ORDER BY r15.`day`, m15.`iri` LIMIT $p7
  RETURN collect([m15.`name`]) AS c20
}
CALL () {
  CALL () {
    MATCH (m21:`Event`)
    WHERE (m21.`whenEarliest` >= $p3) AND (m21.`whenEarliest` <= $p4) AND (coalesce(m21.`whenLatest`, $p5) >= $p6)
    RETURN m21
    UNION ALL
    MATCH (m21:`Event`)
    WHERE (m21.`whenLasting` < $p3) AND (m21.`whenLasting` <= $p4) AND (coalesce(m21.`whenLatest`, $p5) >= $p6)
    RETURN m21
    UNION ALL
    MATCH (m21:`Claim`)
    WHERE (m21.`assertedAtEarliest` >= $p3) AND (m21.`assertedAtEarliest` <= $p4) AND (coalesce(m21.`assertedAtLatest`, $p5) >= $p6) AND (NOT m21:`Event`)
    RETURN m21
    UNION ALL
    MATCH (m21:`Claim`)
    WHERE (m21.`assertedAtLasting` < $p3) AND (m21.`assertedAtLasting` <= $p4) AND (coalesce(m21.`assertedAtLatest`, $p5) >= $p6) AND (NOT m21:`Event`)
    RETURN m21
  }
  RETURN count(m21) AS c22
}
CALL () {
  MATCH (a23:`Resource` {`iri`: $p8})
  CALL (a23) { WITH a23 WHERE a23:`Event`|`Claim` RETURN a23 AS m23 UNION MATCH (a23)-[r24:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m23:`Event`) RETURN m23 UNION MATCH (a23)-[r25:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[r26:`CONTENT`]-(m23:`Claim`) RETURN m23 }
  WITH m23, {date: CASE WHEN m23:`Event` THEN m23.`when` WHEN m23:`Claim` THEN m23.`assertedAt` END, dateEarliest: CASE WHEN m23:`Event` THEN m23.`whenEarliest` WHEN m23:`Claim` THEN m23.`assertedAtEarliest` END, dateLatest: CASE WHEN m23:`Event` THEN m23.`whenLatest` WHEN m23:`Claim` THEN m23.`assertedAtLatest` END, day: coalesce(CASE WHEN m23:`Event` THEN m23.`whenEarliest` WHEN m23:`Claim` THEN m23.`assertedAtEarliest` END, CASE WHEN m23:`Event` THEN m23.`whenLatest` WHEN m23:`Claim` THEN m23.`assertedAtLatest` END, date('9999-12-31'))} AS r23
  WHERE (r23.`date` IS NOT NULL)
  WITH m23, r23 ORDER BY r23.`day`, m23.`iri` LIMIT $p7
  RETURN collect([r23.`date`, [labels(m23)]]) AS c27
}
CALL () {
  MATCH (a28:`Resource` {`iri`: $p8})
  CALL (a28) { WITH a28 WHERE a28:`Event`|`Claim` RETURN a28 AS m28 UNION MATCH (a28)-[r29:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m28:`Event`) RETURN m28 UNION MATCH (a28)-[r30:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[r31:`CONTENT`]-(m28:`Claim`) RETURN m28 }
  WITH m28, {date: CASE WHEN m28:`Event` THEN m28.`when` WHEN m28:`Claim` THEN m28.`assertedAt` END, dateEarliest: CASE WHEN m28:`Event` THEN m28.`whenEarliest` WHEN m28:`Claim` THEN m28.`assertedAtEarliest` END, dateLatest: CASE WHEN m28:`Event` THEN m28.`whenLatest` WHEN m28:`Claim` THEN m28.`assertedAtLatest` END, day: coalesce(CASE WHEN m28:`Event` THEN m28.`whenEarliest` WHEN m28:`Claim` THEN m28.`assertedAtEarliest` END, CASE WHEN m28:`Event` THEN m28.`whenLatest` WHEN m28:`Claim` THEN m28.`assertedAtLatest` END, date('9999-12-31'))} AS r28
  WHERE (r28.`date` IS NOT NULL)
  RETURN count(m28) AS c32
}
RETURN [[c4, c9, [c14]], [c20, c22], [c27, c32]] AS data
// $p0: Literal(value='id:kozinka', conversion='iri')
// $p1: Literal(value=4)
// $p2: Literal(value=3)
// $p3: Literal(value='2023-05-23', conversion='reach')
// $p4: Literal(value='2023-05-23', conversion='latest')
// $p5: Literal(value=datetime.date(9999, 12, 31))
// $p6: Literal(value='2023-05-23', conversion='earliest')
// $p7: Literal(value=2)
// $p8: Literal(value='id:incursion', conversion='iri')
