CALL () {
  MATCH (a0:`Resource` {iri: $p0})
  CALL (a0) { WITH a0 WHERE a0:`Event`|`Claim` RETURN a0 AS m0 UNION MATCH (a0)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m0:`Event`) RETURN m0 UNION MATCH (a0)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m0:`Claim`) RETURN m0 }
  WITH m0, {date: CASE WHEN m0:`Event` THEN m0.`when` WHEN m0:`Claim` THEN m0.`assertedAt` END, dateEarliest: CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, dateLatest: CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, day: coalesce(CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, date('9999-12-31'))} AS r0
  WHERE (r0.`date` IS NOT NULL)
  WITH m0, r0 ORDER BY r0.`day`, m0.`iri` LIMIT $p1 + 1
  RETURN collect([[toString(r0.`day`), m0.`iri`], [r0.`date`, [labels(m0), m0.`name`]]]) AS c1
}
CALL () {
  MATCH (a2:`Resource` {iri: $p0})
  CALL (a2) { WITH a2 WHERE a2:`Event`|`Claim` RETURN a2 AS m2 UNION MATCH (a2)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m2:`Event`) RETURN m2 UNION MATCH (a2)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m2:`Claim`) RETURN m2 }
  WITH m2, {date: CASE WHEN m2:`Event` THEN m2.`when` WHEN m2:`Claim` THEN m2.`assertedAt` END, dateEarliest: CASE WHEN m2:`Event` THEN m2.`whenEarliest` WHEN m2:`Claim` THEN m2.`assertedAtEarliest` END, dateLatest: CASE WHEN m2:`Event` THEN m2.`whenLatest` WHEN m2:`Claim` THEN m2.`assertedAtLatest` END, day: coalesce(CASE WHEN m2:`Event` THEN m2.`whenEarliest` WHEN m2:`Claim` THEN m2.`assertedAtEarliest` END, CASE WHEN m2:`Event` THEN m2.`whenLatest` WHEN m2:`Claim` THEN m2.`assertedAtLatest` END, date('9999-12-31'))} AS r2
  WHERE (r2.`date` IS NOT NULL)
  RETURN count(m2) AS c3
}
CALL () {
  MATCH (a4:`Resource` {iri: $p0})
  CALL (a4) { WITH a4 WHERE a4:`Event`|`Claim` RETURN a4 AS m4 UNION MATCH (a4)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m4:`Event`) RETURN m4 UNION MATCH (a4)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m4:`Claim`) RETURN m4 }
  WITH m4, {date: CASE WHEN m4:`Event` THEN m4.`when` WHEN m4:`Claim` THEN m4.`assertedAt` END, dateEarliest: CASE WHEN m4:`Event` THEN m4.`whenEarliest` WHEN m4:`Claim` THEN m4.`assertedAtEarliest` END, dateLatest: CASE WHEN m4:`Event` THEN m4.`whenLatest` WHEN m4:`Claim` THEN m4.`assertedAtLatest` END, day: coalesce(CASE WHEN m4:`Event` THEN m4.`whenEarliest` WHEN m4:`Claim` THEN m4.`assertedAtEarliest` END, CASE WHEN m4:`Event` THEN m4.`whenLatest` WHEN m4:`Claim` THEN m4.`assertedAtLatest` END, date('9999-12-31'))} AS r4
  WHERE r4.`date` IS NULL
  WITH m4 ORDER BY m4.`iri` LIMIT $p2
  RETURN collect([labels(m4), m4.`name`]) AS c5
}
CALL () {
  CALL () {
    MATCH (m6:`Event`)
    WHERE (m6.`whenEarliest` >= $p3) AND (m6.`whenEarliest` <= $p4) AND (coalesce(m6.`whenLatest`, $p5) >= $p6)
    WITH m6, m6.`whenEarliest` AS k7
    WITH m6, k7 ORDER BY k7, m6.`iri` LIMIT $p7
    RETURN m6
    UNION ALL
    MATCH (m6:`Event`)
    WHERE (m6.`whenLasting` < $p3) AND (m6.`whenLasting` <= $p4) AND (coalesce(m6.`whenLatest`, $p5) >= $p6)
    WITH m6, coalesce(m6.`whenEarliest`, m6.`whenLatest`, date('9999-12-31')) AS k8
    WITH m6, k8 ORDER BY k8, m6.`iri` LIMIT $p7
    RETURN m6
    UNION ALL
    MATCH (m6:`Claim`)
    WHERE (m6.`assertedAtEarliest` >= $p3) AND (m6.`assertedAtEarliest` <= $p4) AND (coalesce(m6.`assertedAtLatest`, $p5) >= $p6) AND (NOT m6:`Event`)
    WITH m6, m6.`assertedAtEarliest` AS k9
    WITH m6, k9 ORDER BY k9, m6.`iri` LIMIT $p7
    RETURN m6
    UNION ALL
    MATCH (m6:`Claim`)
    WHERE (m6.`assertedAtLasting` < $p3) AND (m6.`assertedAtLasting` <= $p4) AND (coalesce(m6.`assertedAtLatest`, $p5) >= $p6) AND (NOT m6:`Event`)
    WITH m6, coalesce(m6.`assertedAtEarliest`, m6.`assertedAtLatest`, date('9999-12-31')) AS k10
    WITH m6, k10 ORDER BY k10, m6.`iri` LIMIT $p7
    RETURN m6
  }
  WITH m6, {date: CASE WHEN m6:`Event` THEN m6.`when` WHEN m6:`Claim` THEN m6.`assertedAt` END, day: coalesce(CASE WHEN m6:`Event` THEN m6.`whenEarliest` WHEN m6:`Claim` THEN m6.`assertedAtEarliest` END, CASE WHEN m6:`Event` THEN m6.`whenLatest` WHEN m6:`Claim` THEN m6.`assertedAtLatest` END, date('9999-12-31'))} AS r6
  WITH m6, r6 ORDER BY r6.`day`, m6.`iri` LIMIT $p7
  RETURN collect([m6.`name`]) AS c11
}
CALL () {
  CALL () {
    MATCH (m12:`Event`)
    WHERE (m12.`whenEarliest` >= $p3) AND (m12.`whenEarliest` <= $p4) AND (coalesce(m12.`whenLatest`, $p5) >= $p6)
    RETURN m12
    UNION ALL
    MATCH (m12:`Event`)
    WHERE (m12.`whenLasting` < $p3) AND (m12.`whenLasting` <= $p4) AND (coalesce(m12.`whenLatest`, $p5) >= $p6)
    RETURN m12
    UNION ALL
    MATCH (m12:`Claim`)
    WHERE (m12.`assertedAtEarliest` >= $p3) AND (m12.`assertedAtEarliest` <= $p4) AND (coalesce(m12.`assertedAtLatest`, $p5) >= $p6) AND (NOT m12:`Event`)
    RETURN m12
    UNION ALL
    MATCH (m12:`Claim`)
    WHERE (m12.`assertedAtLasting` < $p3) AND (m12.`assertedAtLasting` <= $p4) AND (coalesce(m12.`assertedAtLatest`, $p5) >= $p6) AND (NOT m12:`Event`)
    RETURN m12
  }
  RETURN count(m12) AS c13
}
CALL () {
  MATCH (a14:`Resource` {iri: $p8})
  CALL (a14) { WITH a14 WHERE a14:`Event`|`Claim` RETURN a14 AS m14 UNION MATCH (a14)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m14:`Event`) RETURN m14 UNION MATCH (a14)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m14:`Claim`) RETURN m14 }
  WITH m14, {date: CASE WHEN m14:`Event` THEN m14.`when` WHEN m14:`Claim` THEN m14.`assertedAt` END, dateEarliest: CASE WHEN m14:`Event` THEN m14.`whenEarliest` WHEN m14:`Claim` THEN m14.`assertedAtEarliest` END, dateLatest: CASE WHEN m14:`Event` THEN m14.`whenLatest` WHEN m14:`Claim` THEN m14.`assertedAtLatest` END, day: coalesce(CASE WHEN m14:`Event` THEN m14.`whenEarliest` WHEN m14:`Claim` THEN m14.`assertedAtEarliest` END, CASE WHEN m14:`Event` THEN m14.`whenLatest` WHEN m14:`Claim` THEN m14.`assertedAtLatest` END, date('9999-12-31'))} AS r14
  WHERE (r14.`date` IS NOT NULL)
  WITH m14, r14 ORDER BY r14.`day`, m14.`iri` LIMIT $p7
  RETURN collect([r14.`date`, [labels(m14)]]) AS c15
}
CALL () {
  MATCH (a16:`Resource` {iri: $p8})
  CALL (a16) { WITH a16 WHERE a16:`Event`|`Claim` RETURN a16 AS m16 UNION MATCH (a16)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m16:`Event`) RETURN m16 UNION MATCH (a16)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m16:`Claim`) RETURN m16 }
  WITH m16, {date: CASE WHEN m16:`Event` THEN m16.`when` WHEN m16:`Claim` THEN m16.`assertedAt` END, dateEarliest: CASE WHEN m16:`Event` THEN m16.`whenEarliest` WHEN m16:`Claim` THEN m16.`assertedAtEarliest` END, dateLatest: CASE WHEN m16:`Event` THEN m16.`whenLatest` WHEN m16:`Claim` THEN m16.`assertedAtLatest` END, day: coalesce(CASE WHEN m16:`Event` THEN m16.`whenEarliest` WHEN m16:`Claim` THEN m16.`assertedAtEarliest` END, CASE WHEN m16:`Event` THEN m16.`whenLatest` WHEN m16:`Claim` THEN m16.`assertedAtLatest` END, date('9999-12-31'))} AS r16
  WHERE (r16.`date` IS NOT NULL)
  RETURN count(m16) AS c17
}
RETURN [[c1, c3, [c5]], [c11, c13], [c15, c17]] AS data
// $p0: Literal(value='id:kozinka', conversion='iri')
// $p1: Literal(value=4)
// $p2: Literal(value=3)
// $p3: Literal(value='2023-05-23', conversion='reach')
// $p4: Literal(value='2023-05-23', conversion='latest')
// $p5: Literal(value=datetime.date(9999, 12, 31))
// $p6: Literal(value='2023-05-23', conversion='earliest')
// $p7: Literal(value=2)
// $p8: Literal(value='id:incursion', conversion='iri')
