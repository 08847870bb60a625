CALL () {
  MATCH (a1:`Resource` {iri: $p0})
  CALL (a1) { WITH a1 WHERE a1:`Event`|`Claim` RETURN a1 AS m0 UNION MATCH (a1)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m0:`Event`) RETURN m0 UNION MATCH (a1)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m0:`Claim`) RETURN m0 }
  WITH m0, {date: CASE WHEN m0:`Event` THEN m0.`when` WHEN m0:`Claim` THEN m0.`assertedAt` END, dateEarliest: CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, dateLatest: CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, day: coalesce(CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, date('9999-12-31'))} AS r0
  WHERE (r0.`date` IS NOT NULL)
  WITH m0, r0 ORDER BY r0.`day`, m0.`iri` LIMIT $p1 + 1
  RETURN collect([[toString(r0.`day`), m0.`iri`], [r0.`date`, [labels(m0), m0.`name`]]]) AS c2
}
CALL () {
  MATCH (a4:`Resource` {iri: $p0})
  CALL (a4) { WITH a4 WHERE a4:`Event`|`Claim` RETURN a4 AS m3 UNION MATCH (a4)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m3:`Event`) RETURN m3 UNION MATCH (a4)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m3:`Claim`) RETURN m3 }
  WITH m3, {date: CASE WHEN m3:`Event` THEN m3.`when` WHEN m3:`Claim` THEN m3.`assertedAt` END, dateEarliest: CASE WHEN m3:`Event` THEN m3.`whenEarliest` WHEN m3:`Claim` THEN m3.`assertedAtEarliest` END, dateLatest: CASE WHEN m3:`Event` THEN m3.`whenLatest` WHEN m3:`Claim` THEN m3.`assertedAtLatest` END, day: coalesce(CASE WHEN m3:`Event` THEN m3.`whenEarliest` WHEN m3:`Claim` THEN m3.`assertedAtEarliest` END, CASE WHEN m3:`Event` THEN m3.`whenLatest` WHEN m3:`Claim` THEN m3.`assertedAtLatest` END, date('9999-12-31'))} AS r3
  WHERE (r3.`date` IS NOT NULL)
  RETURN count(m3) AS c5
}
CALL () {
  MATCH (a7:`Resource` {iri: $p0})
  CALL (a7) { WITH a7 WHERE a7:`Event`|`Claim` RETURN a7 AS m6 UNION MATCH (a7)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m6:`Event`) RETURN m6 UNION MATCH (a7)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m6:`Claim`) RETURN m6 }
  WITH m6, {date: CASE WHEN m6:`Event` THEN m6.`when` WHEN m6:`Claim` THEN m6.`assertedAt` END, dateEarliest: CASE WHEN m6:`Event` THEN m6.`whenEarliest` WHEN m6:`Claim` THEN m6.`assertedAtEarliest` END, dateLatest: CASE WHEN m6:`Event` THEN m6.`whenLatest` WHEN m6:`Claim` THEN m6.`assertedAtLatest` END, day: coalesce(CASE WHEN m6:`Event` THEN m6.`whenEarliest` WHEN m6:`Claim` THEN m6.`assertedAtEarliest` END, CASE WHEN m6:`Event` THEN m6.`whenLatest` WHEN m6:`Claim` THEN m6.`assertedAtLatest` END, date('9999-12-31'))} AS r6
  WHERE r6.`date` IS NULL
  WITH m6 ORDER BY m6.`iri` LIMIT $p2
  RETURN collect([labels(m6), m6.`name`]) AS c8
}
CALL () {
  CALL () {
    MATCH (m9:`Event`)
    WHERE (m9.`whenEarliest` >= $p3) AND (m9.`whenEarliest` <= $p4) AND (coalesce(m9.`whenLatest`, $p5) >= $p6)
    WITH m9, m9.`whenEarliest` AS k10
    WITH m9, k10 ORDER BY k10, m9.`iri` LIMIT $p7 + 1
    RETURN m9
    UNION ALL
    MATCH (m9:`Event`)
    WHERE (m9.`whenLasting` < $p3) AND (m9.`whenLasting` <= $p4) AND (coalesce(m9.`whenLatest`, $p5) >= $p6)
    WITH m9, coalesce(m9.`whenEarliest`, m9.`whenLatest`, date('9999-12-31')) AS k11
    WITH m9, k11 ORDER BY k11, m9.`iri` LIMIT $p7 + 1
    RETURN m9
    UNION ALL
    MATCH (m9:`Claim`)
    WHERE (m9.`assertedAtEarliest` >= $p3) AND (m9.`assertedAtEarliest` <= $p4) AND (coalesce(m9.`assertedAtLatest`, $p5) >= $p6) AND (NOT m9:`Event`)
    WITH m9, m9.`assertedAtEarliest` AS k12
    WITH m9, k12 ORDER BY k12, m9.`iri` LIMIT $p7 + 1
    RETURN m9
    UNION ALL
    MATCH (m9:`Claim`)
    WHERE (m9.`assertedAtLasting` < $p3) AND (m9.`assertedAtLasting` <= $p4) AND (coalesce(m9.`assertedAtLatest`, $p5) >= $p6) AND (NOT m9:`Event`)
    WITH m9, coalesce(m9.`assertedAtEarliest`, m9.`assertedAtLatest`, date('9999-12-31')) AS k13
    WITH m9, k13 ORDER BY k13, m9.`iri` LIMIT $p7 + 1
    RETURN m9
  }
  WITH m9, {date: CASE WHEN m9:`Event` THEN m9.`when` WHEN m9:`Claim` THEN m9.`assertedAt` END, day: coalesce(CASE WHEN m9:`Event` THEN m9.`whenEarliest` WHEN m9:`Claim` THEN m9.`assertedAtEarliest` END, CASE WHEN m9:`Event` THEN m9.`whenLatest` WHEN m9:`Claim` THEN m9.`assertedAtLatest` END, date('9999-12-31'))} AS r9
  WITH m9, r9 ORDER BY r9.`day`, m9.`iri` LIMIT $p7 + 1
  RETURN collect([m9.`name`]) AS c14
}
CALL () {
  CALL () {
    MATCH (m15:`Event`)
    WHERE (m15.`whenEarliest` >= $p3) AND (m15.`whenEarliest` <= $p4) AND (coalesce(m15.`whenLatest`, $p5) >= $p6)
    RETURN m15
    UNION ALL
    MATCH (m15:`Event`)
    WHERE (m15.`whenLasting` < $p3) AND (m15.`whenLasting` <= $p4) AND (coalesce(m15.`whenLatest`, $p5) >= $p6)
    RETURN m15
    UNION ALL
    MATCH (m15:`Claim`)
    WHERE (m15.`assertedAtEarliest` >= $p3) AND (m15.`assertedAtEarliest` <= $p4) AND (coalesce(m15.`assertedAtLatest`, $p5) >= $p6) AND (NOT m15:`Event`)
    RETURN m15
    UNION ALL
    MATCH (m15:`Claim`)
    WHERE (m15.`assertedAtLasting` < $p3) AND (m15.`assertedAtLasting` <= $p4) AND (coalesce(m15.`assertedAtLatest`, $p5) >= $p6) AND (NOT m15:`Event`)
    RETURN m15
  }
  RETURN count(m15) AS c16
}
CALL () {
  MATCH (a18:`Resource` {iri: $p8})
  CALL (a18) { WITH a18 WHERE a18:`Event`|`Claim` RETURN a18 AS m17 UNION MATCH (a18)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m17:`Event`) RETURN m17 UNION MATCH (a18)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m17:`Claim`) RETURN m17 }
  WITH m17, {date: CASE WHEN m17:`Event` THEN m17.`when` WHEN m17:`Claim` THEN m17.`assertedAt` END, dateEarliest: CASE WHEN m17:`Event` THEN m17.`whenEarliest` WHEN m17:`Claim` THEN m17.`assertedAtEarliest` END, dateLatest: CASE WHEN m17:`Event` THEN m17.`whenLatest` WHEN m17:`Claim` THEN m17.`assertedAtLatest` END, day: coalesce(CASE WHEN m17:`Event` THEN m17.`whenEarliest` WHEN m17:`Claim` THEN m17.`assertedAtEarliest` END, CASE WHEN m17:`Event` THEN m17.`whenLatest` WHEN m17:`Claim` THEN m17.`assertedAtLatest` END, date('9999-12-31'))} AS r17
  WHERE (r17.`date` IS NOT NULL)
  WITH m17, r17 ORDER BY r17.`day`, m17.`iri` LIMIT $p7 + 1
  RETURN collect([r17.`date`, [labels(m17)]]) AS c19
}
CALL () {
  MATCH (a21:`Resource` {iri: $p8})
  CALL (a21) { WITH a21 WHERE a21:`Event`|`Claim` RETURN a21 AS m20 UNION MATCH (a21)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m20:`Event`) RETURN m20 UNION MATCH (a21)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m20:`Claim`) RETURN m20 }
  WITH m20, {date: CASE WHEN m20:`Event` THEN m20.`when` WHEN m20:`Claim` THEN m20.`assertedAt` END, dateEarliest: CASE WHEN m20:`Event` THEN m20.`whenEarliest` WHEN m20:`Claim` THEN m20.`assertedAtEarliest` END, dateLatest: CASE WHEN m20:`Event` THEN m20.`whenLatest` WHEN m20:`Claim` THEN m20.`assertedAtLatest` END, day: coalesce(CASE WHEN m20:`Event` THEN m20.`whenEarliest` WHEN m20:`Claim` THEN m20.`assertedAtEarliest` END, CASE WHEN m20:`Event` THEN m20.`whenLatest` WHEN m20:`Claim` THEN m20.`assertedAtLatest` END, date('9999-12-31'))} AS r20
  WHERE (r20.`date` IS NOT NULL)
  RETURN count(m20) AS c22
}
RETURN [[c2, c5, [c8]], [c14, c16], [c19, c22]] AS data
// $p0: Literal(value='id:kozinka', conversion='iri')
// $p1: Literal(value=4)
// $p2: Literal(value=3)
// $p3: Literal(value='2023-05-23', conversion='reach')
// $p4: Literal(value='2023-05-23', conversion='latest')
// $p5: Literal(value=datetime.date(9999, 12, 31))
// $p6: Literal(value='2023-05-23', conversion='earliest')
// $p7: Literal(value=2)
// $p8: Literal(value='id:incursion', conversion='iri')
