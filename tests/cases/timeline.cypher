CALL () {
  MATCH (a0:`Resource` {iri: $p0})
  CALL (a0) { WITH a0 WHERE a0:`Event`|`Claim` RETURN a0 AS m0 UNION MATCH (a0)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m0:`Event`) RETURN m0 UNION MATCH (a0)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m0:`Claim`) RETURN m0 }
  WITH m0, {date: CASE WHEN m0:`Event` THEN m0.`when` WHEN m0:`Claim` THEN m0.`assertedAt` END, dateEarliest: CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, dateLatest: CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, day: coalesce(CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, date('9999-12-31'))} AS r0
  WHERE (r0.`date` IS NOT NULL AND coalesce(r0.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r0.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
  WITH m0, r0 ORDER BY r0.`day`, m0.`iri` LIMIT $p2 + 1
  RETURN collect([[toString(r0.`day`), m0.`iri`], [r0.`date`, [labels(m0), m0.`name`]]]) AS c1
}
CALL () {
  MATCH (a2:`Resource` {iri: $p0})
  CALL (a2) { WITH a2 WHERE a2:`Event`|`Claim` RETURN a2 AS m2 UNION MATCH (a2)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m2:`Event`) RETURN m2 UNION MATCH (a2)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m2:`Claim`) RETURN m2 }
  WITH m2, {date: CASE WHEN m2:`Event` THEN m2.`when` WHEN m2:`Claim` THEN m2.`assertedAt` END, dateEarliest: CASE WHEN m2:`Event` THEN m2.`whenEarliest` WHEN m2:`Claim` THEN m2.`assertedAtEarliest` END, dateLatest: CASE WHEN m2:`Event` THEN m2.`whenLatest` WHEN m2:`Claim` THEN m2.`assertedAtLatest` END, day: coalesce(CASE WHEN m2:`Event` THEN m2.`whenEarliest` WHEN m2:`Claim` THEN m2.`assertedAtEarliest` END, CASE WHEN m2:`Event` THEN m2.`whenLatest` WHEN m2:`Claim` THEN m2.`assertedAtLatest` END, date('9999-12-31'))} AS r2
  WHERE (r2.`date` IS NOT NULL AND coalesce(r2.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r2.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
  RETURN count(m2) AS c3
}
CALL () {
  MATCH (a4:`Resource` {iri: $p0})
  CALL (a4) { WITH a4 WHERE a4:`Event`|`Claim` RETURN a4 AS m4 UNION MATCH (a4)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m4:`Event`) RETURN m4 UNION MATCH (a4)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m4:`Claim`) RETURN m4 }
  WITH m4, {date: CASE WHEN m4:`Event` THEN m4.`when` WHEN m4:`Claim` THEN m4.`assertedAt` END, dateEarliest: CASE WHEN m4:`Event` THEN m4.`whenEarliest` WHEN m4:`Claim` THEN m4.`assertedAtEarliest` END, dateLatest: CASE WHEN m4:`Event` THEN m4.`whenLatest` WHEN m4:`Claim` THEN m4.`assertedAtLatest` END, day: coalesce(CASE WHEN m4:`Event` THEN m4.`whenEarliest` WHEN m4:`Claim` THEN m4.`assertedAtEarliest` END, CASE WHEN m4:`Event` THEN m4.`whenLatest` WHEN m4:`Claim` THEN m4.`assertedAtLatest` END, date('9999-12-31'))} AS r4
  WHERE r4.`date` IS NULL
  WITH m4 ORDER BY m4.`iri` LIMIT $p3
  RETURN collect([labels(m4), m4.`name`]) AS c5
}
CALL () {
  MATCH (m6:`Event`|`Claim`)
  WITH m6, {date: CASE WHEN m6:`Event` THEN m6.`when` WHEN m6:`Claim` THEN m6.`assertedAt` END, dateEarliest: CASE WHEN m6:`Event` THEN m6.`whenEarliest` WHEN m6:`Claim` THEN m6.`assertedAtEarliest` END, dateLatest: CASE WHEN m6:`Event` THEN m6.`whenLatest` WHEN m6:`Claim` THEN m6.`assertedAtLatest` END, day: coalesce(CASE WHEN m6:`Event` THEN m6.`whenEarliest` WHEN m6:`Claim` THEN m6.`assertedAtEarliest` END, CASE WHEN m6:`Event` THEN m6.`whenLatest` WHEN m6:`Claim` THEN m6.`assertedAtLatest` END, date('9999-12-31'))} AS r6
  WHERE (r6.`date` IS NOT NULL AND coalesce(r6.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p5, date('+999999999-12-31')) AND coalesce(r6.`dateLatest`, date('+999999999-12-31')) >= coalesce($p4, date('-999999999-01-01')))
  WITH m6, r6 ORDER BY r6.`day`, m6.`iri` LIMIT $p6
  RETURN collect([m6.`name`]) AS c7
}
CALL () {
  MATCH (m8:`Event`|`Claim`)
  WITH m8, {date: CASE WHEN m8:`Event` THEN m8.`when` WHEN m8:`Claim` THEN m8.`assertedAt` END, dateEarliest: CASE WHEN m8:`Event` THEN m8.`whenEarliest` WHEN m8:`Claim` THEN m8.`assertedAtEarliest` END, dateLatest: CASE WHEN m8:`Event` THEN m8.`whenLatest` WHEN m8:`Claim` THEN m8.`assertedAtLatest` END, day: coalesce(CASE WHEN m8:`Event` THEN m8.`whenEarliest` WHEN m8:`Claim` THEN m8.`assertedAtEarliest` END, CASE WHEN m8:`Event` THEN m8.`whenLatest` WHEN m8:`Claim` THEN m8.`assertedAtLatest` END, date('9999-12-31'))} AS r8
  WHERE (r8.`date` IS NOT NULL AND coalesce(r8.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p5, date('+999999999-12-31')) AND coalesce(r8.`dateLatest`, date('+999999999-12-31')) >= coalesce($p4, date('-999999999-01-01')))
  RETURN count(m8) AS c9
}
CALL () {
  MATCH (a10:`Resource` {iri: $p7})
  CALL (a10) { WITH a10 WHERE a10:`Event`|`Claim` RETURN a10 AS m10 UNION MATCH (a10)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m10:`Event`) RETURN m10 UNION MATCH (a10)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m10:`Claim`) RETURN m10 }
  WITH m10, {date: CASE WHEN m10:`Event` THEN m10.`when` WHEN m10:`Claim` THEN m10.`assertedAt` END, dateEarliest: CASE WHEN m10:`Event` THEN m10.`whenEarliest` WHEN m10:`Claim` THEN m10.`assertedAtEarliest` END, dateLatest: CASE WHEN m10:`Event` THEN m10.`whenLatest` WHEN m10:`Claim` THEN m10.`assertedAtLatest` END, day: coalesce(CASE WHEN m10:`Event` THEN m10.`whenEarliest` WHEN m10:`Claim` THEN m10.`assertedAtEarliest` END, CASE WHEN m10:`Event` THEN m10.`whenLatest` WHEN m10:`Claim` THEN m10.`assertedAtLatest` END, date('9999-12-31'))} AS r10
  WHERE (r10.`date` IS NOT NULL AND coalesce(r10.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r10.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
  WITH m10, r10 ORDER BY r10.`day`, m10.`iri` LIMIT $p6
  RETURN collect([r10.`date`, [labels(m10)]]) AS c11
}
CALL () {
  MATCH (a12:`Resource` {iri: $p7})
  CALL (a12) { WITH a12 WHERE a12:`Event`|`Claim` RETURN a12 AS m12 UNION MATCH (a12)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m12:`Event`) RETURN m12 UNION MATCH (a12)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m12:`Claim`) RETURN m12 }
  WITH m12, {date: CASE WHEN m12:`Event` THEN m12.`when` WHEN m12:`Claim` THEN m12.`assertedAt` END, dateEarliest: CASE WHEN m12:`Event` THEN m12.`whenEarliest` WHEN m12:`Claim` THEN m12.`assertedAtEarliest` END, dateLatest: CASE WHEN m12:`Event` THEN m12.`whenLatest` WHEN m12:`Claim` THEN m12.`assertedAtLatest` END, day: coalesce(CASE WHEN m12:`Event` THEN m12.`whenEarliest` WHEN m12:`Claim` THEN m12.`assertedAtEarliest` END, CASE WHEN m12:`Event` THEN m12.`whenLatest` WHEN m12:`Claim` THEN m12.`assertedAtLatest` END, date('9999-12-31'))} AS r12
  WHERE (r12.`date` IS NOT NULL AND coalesce(r12.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r12.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
  RETURN count(m12) AS c13
}
RETURN [[c1, c3, [c5]], [c7, c9], [c11, c13]] AS data
// $p0: Literal(value='id:kozinka', conversion='iri')
// $p1: Literal(value=None)
// $p2: Literal(value=4)
// $p3: Literal(value=3)
// $p4: Literal(value='2023-05-23', conversion='earliest')
// $p5: Literal(value='2023-05-23', conversion='latest')
// $p6: Literal(value=2)
// $p7: Literal(value='id:incursion', conversion='iri')
