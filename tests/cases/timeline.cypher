RETURN [
  [
    COLLECT {
      MATCH (a0:`Resource` {iri: $p0})
      CALL (a0) { WITH a0 WHERE a0:`Event`|`Claim` RETURN a0 AS m0 UNION MATCH (a0)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m0:`Event`) RETURN m0 UNION MATCH (a0)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m0:`Claim`) RETURN m0 }
      WITH m0, {date: CASE WHEN m0:`Event` THEN m0.`when` WHEN m0:`Claim` THEN m0.`assertedAt` END, dateEarliest: CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, dateLatest: CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, day: coalesce(CASE WHEN m0:`Event` THEN m0.`whenEarliest` WHEN m0:`Claim` THEN m0.`assertedAtEarliest` END, CASE WHEN m0:`Event` THEN m0.`whenLatest` WHEN m0:`Claim` THEN m0.`assertedAtLatest` END, date('9999-12-31'))} AS r0
      WHERE (r0.`date` IS NOT NULL AND coalesce(r0.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r0.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
      WITH m0, r0 ORDER BY r0.`day`, m0.`iri` LIMIT $p2 + 1
      RETURN [[toString(r0.`day`), m0.`iri`], [r0.`date`, [labels(m0), m0.`name`]]]
    },
    COUNT {
      MATCH (a1:`Resource` {iri: $p0})
      CALL (a1) { WITH a1 WHERE a1:`Event`|`Claim` RETURN a1 AS m1 UNION MATCH (a1)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m1:`Event`) RETURN m1 UNION MATCH (a1)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m1:`Claim`) RETURN m1 }
      WITH m1, {date: CASE WHEN m1:`Event` THEN m1.`when` WHEN m1:`Claim` THEN m1.`assertedAt` END, dateEarliest: CASE WHEN m1:`Event` THEN m1.`whenEarliest` WHEN m1:`Claim` THEN m1.`assertedAtEarliest` END, dateLatest: CASE WHEN m1:`Event` THEN m1.`whenLatest` WHEN m1:`Claim` THEN m1.`assertedAtLatest` END, day: coalesce(CASE WHEN m1:`Event` THEN m1.`whenEarliest` WHEN m1:`Claim` THEN m1.`assertedAtEarliest` END, CASE WHEN m1:`Event` THEN m1.`whenLatest` WHEN m1:`Claim` THEN m1.`assertedAtLatest` END, date('9999-12-31'))} AS r1
      WHERE (r1.`date` IS NOT NULL AND coalesce(r1.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r1.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
    },
    [
      COLLECT {
        MATCH (a2:`Resource` {iri: $p0})
        CALL (a2) { WITH a2 WHERE a2:`Event`|`Claim` RETURN a2 AS m2 UNION MATCH (a2)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m2:`Event`) RETURN m2 UNION MATCH (a2)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m2:`Claim`) RETURN m2 }
        WITH m2, {date: CASE WHEN m2:`Event` THEN m2.`when` WHEN m2:`Claim` THEN m2.`assertedAt` END, dateEarliest: CASE WHEN m2:`Event` THEN m2.`whenEarliest` WHEN m2:`Claim` THEN m2.`assertedAtEarliest` END, dateLatest: CASE WHEN m2:`Event` THEN m2.`whenLatest` WHEN m2:`Claim` THEN m2.`assertedAtLatest` END, day: coalesce(CASE WHEN m2:`Event` THEN m2.`whenEarliest` WHEN m2:`Claim` THEN m2.`assertedAtEarliest` END, CASE WHEN m2:`Event` THEN m2.`whenLatest` WHEN m2:`Claim` THEN m2.`assertedAtLatest` END, date('9999-12-31'))} AS r2
        WHERE r2.`date` IS NULL
        WITH m2 ORDER BY m2.`iri` LIMIT $p3
        RETURN [labels(m2), m2.`name`]
      }
    ]
  ],
  [
    COLLECT {
      MATCH (m3:`Event`|`Claim`)
      WITH m3, {date: CASE WHEN m3:`Event` THEN m3.`when` WHEN m3:`Claim` THEN m3.`assertedAt` END, dateEarliest: CASE WHEN m3:`Event` THEN m3.`whenEarliest` WHEN m3:`Claim` THEN m3.`assertedAtEarliest` END, dateLatest: CASE WHEN m3:`Event` THEN m3.`whenLatest` WHEN m3:`Claim` THEN m3.`assertedAtLatest` END, day: coalesce(CASE WHEN m3:`Event` THEN m3.`whenEarliest` WHEN m3:`Claim` THEN m3.`assertedAtEarliest` END, CASE WHEN m3:`Event` THEN m3.`whenLatest` WHEN m3:`Claim` THEN m3.`assertedAtLatest` END, date('9999-12-31'))} AS r3
      WHERE (r3.`date` IS NOT NULL AND coalesce(r3.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p5, date('+999999999-12-31')) AND coalesce(r3.`dateLatest`, date('+999999999-12-31')) >= coalesce($p4, date('-999999999-01-01')))
      WITH m3, r3 ORDER BY r3.`day`, m3.`iri` LIMIT $p6 + 1
      RETURN [m3.`name`]
    },
    COUNT {
      MATCH (m4:`Event`|`Claim`)
      WITH m4, {date: CASE WHEN m4:`Event` THEN m4.`when` WHEN m4:`Claim` THEN m4.`assertedAt` END, dateEarliest: CASE WHEN m4:`Event` THEN m4.`whenEarliest` WHEN m4:`Claim` THEN m4.`assertedAtEarliest` END, dateLatest: CASE WHEN m4:`Event` THEN m4.`whenLatest` WHEN m4:`Claim` THEN m4.`assertedAtLatest` END, day: coalesce(CASE WHEN m4:`Event` THEN m4.`whenEarliest` WHEN m4:`Claim` THEN m4.`assertedAtEarliest` END, CASE WHEN m4:`Event` THEN m4.`whenLatest` WHEN m4:`Claim` THEN m4.`assertedAtLatest` END, date('9999-12-31'))} AS r4
      WHERE (r4.`date` IS NOT NULL AND coalesce(r4.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p5, date('+999999999-12-31')) AND coalesce(r4.`dateLatest`, date('+999999999-12-31')) >= coalesce($p4, date('-999999999-01-01')))
    }
  ],
  [
    COLLECT {
      MATCH (a5:`Resource` {iri: $p7})
      CALL (a5) { WITH a5 WHERE a5:`Event`|`Claim` RETURN a5 AS m5 UNION MATCH (a5)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m5:`Event`) RETURN m5 UNION MATCH (a5)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m5:`Claim`) RETURN m5 }
      WITH m5, {date: CASE WHEN m5:`Event` THEN m5.`when` WHEN m5:`Claim` THEN m5.`assertedAt` END, dateEarliest: CASE WHEN m5:`Event` THEN m5.`whenEarliest` WHEN m5:`Claim` THEN m5.`assertedAtEarliest` END, dateLatest: CASE WHEN m5:`Event` THEN m5.`whenLatest` WHEN m5:`Claim` THEN m5.`assertedAtLatest` END, day: coalesce(CASE WHEN m5:`Event` THEN m5.`whenEarliest` WHEN m5:`Claim` THEN m5.`assertedAtEarliest` END, CASE WHEN m5:`Event` THEN m5.`whenLatest` WHEN m5:`Claim` THEN m5.`assertedAtLatest` END, date('9999-12-31'))} AS r5
      WHERE (r5.`date` IS NOT NULL AND coalesce(r5.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r5.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
      WITH m5, r5 ORDER BY r5.`day`, m5.`iri` LIMIT $p6 + 1
      RETURN [r5.`date`, [labels(m5)]]
    },
    COUNT {
      MATCH (a6:`Resource` {iri: $p7})
      CALL (a6) { WITH a6 WHERE a6:`Event`|`Claim` RETURN a6 AS m6 UNION MATCH (a6)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(m6:`Event`) RETURN m6 UNION MATCH (a6)-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-()-[:`CONTENT`]-(m6:`Claim`) RETURN m6 }
      WITH m6, {date: CASE WHEN m6:`Event` THEN m6.`when` WHEN m6:`Claim` THEN m6.`assertedAt` END, dateEarliest: CASE WHEN m6:`Event` THEN m6.`whenEarliest` WHEN m6:`Claim` THEN m6.`assertedAtEarliest` END, dateLatest: CASE WHEN m6:`Event` THEN m6.`whenLatest` WHEN m6:`Claim` THEN m6.`assertedAtLatest` END, day: coalesce(CASE WHEN m6:`Event` THEN m6.`whenEarliest` WHEN m6:`Claim` THEN m6.`assertedAtEarliest` END, CASE WHEN m6:`Event` THEN m6.`whenLatest` WHEN m6:`Claim` THEN m6.`assertedAtLatest` END, date('9999-12-31'))} AS r6
      WHERE (r6.`date` IS NOT NULL AND coalesce(r6.`dateEarliest`, date('-999999999-01-01')) <= coalesce($p1, date('+999999999-12-31')) AND coalesce(r6.`dateLatest`, date('+999999999-12-31')) >= coalesce($p1, date('-999999999-01-01')))
    }
  ]
] AS data
// $p0: Literal(value='id:kozinka', conversion='iri')
// $p1: Literal(value=None)
// $p2: Literal(value=4)
// $p3: Literal(value=3)
// $p4: Literal(value='2023-05-23', conversion='earliest')
// $p5: Literal(value='2023-05-23', conversion='latest')
// $p6: Literal(value=2)
// $p7: Literal(value='id:incursion', conversion='iri')
