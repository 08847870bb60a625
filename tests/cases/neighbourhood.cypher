RETURN [
  COLLECT {
    MATCH (c0:`Resource`) WHERE c0.`iri` IN $p1
    WITH c0 ORDER BY c0.`iri` WITH collect(c0) AS l0
    WITH l0 + COLLECT {
      UNWIND l0 AS i1
      MATCH (i1)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-(o2:`Resource`)
      WHERE NOT o2 IN l0
      WITH DISTINCT o2 LIMIT $p0 + 1
      RETURN o2 ORDER BY o2.`iri`
    } AS l0
    WITH l0[..$p0] AS k0, size(l0) > $p0 AS more
    RETURN [
      more,
      COLLECT {
        UNWIND k0 AS n3
        RETURN [labels(n3), n3.`name`]
      },
      COLLECT {
        UNWIND k0 AS s0 MATCH (s0)-[r0:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]->(t0) WHERE t0 IN k0
        RETURN [
          startNode(r0).`iri`,
          endNode(r0).`iri`,
          type(r0),
          coalesce(r0.`status`, $p2),
          COLLECT {
            MATCH (n4:`Resource`:`Proposition` {iri: r0.`proposition`})
            RETURN [n4.`iri`]
          }[0]
        ]
        ORDER BY startNode(r0).`iri`, endNode(r0).`iri`, type(r0), r0.`proposition`
      }
    ]
  }[0],
  COLLECT {
    MATCH (c5:`Resource`) WHERE c5.`iri` IN $p4
    WITH c5 ORDER BY c5.`iri` WITH collect(c5) AS l5
    WITH l5 + COLLECT {
      UNWIND l5 AS i6
      MATCH (i6)-[:`LEADS`|`WITHIN`|`BASED_IN`]-(o7:`Resource`)
      WHERE NOT o7 IN l5
      WITH DISTINCT o7 LIMIT $p3 + 1
      RETURN o7 ORDER BY o7.`iri`
    } AS l5
    WITH l5 + COLLECT {
      UNWIND l5 AS i8
      MATCH (i8)-[:`LEADS`|`WITHIN`|`BASED_IN`]-(o9:`Resource`)
      WHERE NOT o9 IN l5
      WITH DISTINCT o9 LIMIT $p3 + 1
      RETURN o9 ORDER BY o9.`iri`
    } AS l5
    WITH l5[..$p3] AS k5, size(l5) > $p3 AS more
    RETURN [
      more,
      COLLECT {
        UNWIND k5 AS n10
        RETURN [n10.`name`]
      },
      COLLECT {
        UNWIND k5 AS s5 MATCH (s5)-[r5:`LEADS`|`WITHIN`|`BASED_IN`]->(t5) WHERE t5 IN k5
        RETURN [startNode(r5).`iri`, endNode(r5).`iri`, type(r5)]
        ORDER BY startNode(r5).`iri`, endNode(r5).`iri`, type(r5), r5.`proposition`
      }
    ]
  }[0]
] AS data
// $p0: Literal(value=100)
// $p1: Literal(value=['id:frl'], conversion='iris')
// $p2: Literal(value='STATED')
// $p3: Literal(value=5)
// $p4: Literal(value=['id:frl', 'id:kozinka'], conversion='iris')
