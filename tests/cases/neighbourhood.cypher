CALL () {
  MATCH (n0:`Resource`)
  WHERE n0.`iri` IN $p1
  WITH n0 ORDER BY n0.`iri`
  WITH collect(n0) AS l1
  WITH l1 + COLLECT {
    UNWIND l1 AS i2
    MATCH (i2)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(o3:`Resource`)
    WHERE NOT o3 IN l1
    WITH DISTINCT o3 LIMIT $p0 + 1
    RETURN o3 ORDER BY o3.`iri`
  } AS l1
  WITH l1[..$p0] AS k4, size(l1) > $p0 AS more
  CALL (k4) {
    UNWIND k4 AS n8
    RETURN collect([labels(n8), n8.`name`]) AS c9
  }
  CALL (k4) {
    UNWIND k4 AS s6
    MATCH (s6)-[r5:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]->(t7)
    WHERE t7 IN k4
    WITH r5 ORDER BY s6.iri, t7.iri, type(r5), r5.proposition
    WITH *, COLLECT {
      MATCH (n10:`Resource`:`Proposition` {`iri`: r5.`proposition`}) USING INDEX n10:`Resource`(`iri`)
      RETURN [n10.`iri`]
    }[0] AS c11
    RETURN collect([startNode(r5).`iri`, endNode(r5).`iri`, type(r5), coalesce(r5.`status`, $p2), c11]) AS c12
  }
  RETURN head(collect([more, c9, c12])) AS c13
}
CALL () {
  MATCH (n14:`Resource`)
  WHERE n14.`iri` IN $p4
  WITH n14 ORDER BY n14.`iri`
  WITH collect(n14) AS l15
  WITH l15 + COLLECT {
    UNWIND l15 AS i16
    MATCH (i16)-[:`LEADS`|`WITHIN`|`BASED_IN`]-(o17:`Resource`)
    WHERE NOT o17 IN l15
    WITH DISTINCT o17 LIMIT $p3 + 1
    RETURN o17 ORDER BY o17.`iri`
  } AS l15
  WITH l15 + COLLECT {
    UNWIND l15 AS i18
    MATCH (i18)-[:`LEADS`|`WITHIN`|`BASED_IN`]-(o19:`Resource`)
    WHERE NOT o19 IN l15
    WITH DISTINCT o19 LIMIT $p3 + 1
    RETURN o19 ORDER BY o19.`iri`
  } AS l15
  WITH l15[..$p3] AS k20, size(l15) > $p3 AS more
  CALL (k20) {
    UNWIND k20 AS n24
    RETURN collect([n24.`name`]) AS c25
  }
  CALL (k20) {
    UNWIND k20 AS s22
    MATCH (s22)-[r21:`LEADS`|`WITHIN`|`BASED_IN`]->(t23)
    WHERE t23 IN k20
    WITH r21 ORDER BY s22.iri, t23.iri, type(r21), r21.proposition
    RETURN collect([startNode(r21).`iri`, endNode(r21).`iri`, type(r21)]) AS c26
  }
  RETURN head(collect([more, c25, c26])) AS c27
}
RETURN [c13, c27] AS data
// $p0: Literal(value=100)
// $p1: Literal(value=['id:frl'], conversion='iris')
// $p2: Literal(value='STATED')
// $p3: Literal(value=5)
// $p4: Literal(value=['id:frl', 'id:kozinka'], conversion='iris')
