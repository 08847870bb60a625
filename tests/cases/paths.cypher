RETURN [
  COLLECT {
    MATCH (a0:`Resource` {iri: $p1})
    MATCH (b0:`Resource` {iri: $p2})
    MATCH p0 = SHORTEST 10 (a0)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-{1,4}(b0)
    WITH p0 ORDER BY length(p0), [n IN nodes(p0) | n.iri] LIMIT $p3
    RETURN [
      length(p0),
      COLLECT {
        UNWIND nodes(p0) AS n1
        RETURN [n1.`name`]
      },
      COLLECT {
        UNWIND relationships(p0) AS r0
        RETURN [
          startNode(r0).`iri`,
          endNode(r0).`iri`,
          type(r0),
          coalesce(r0.`status`, $p0),
          COLLECT {
            MATCH (n2:`Resource`:`Proposition` {iri: r0.`proposition`})
            RETURN [n2.`text`]
          }[0]
        ]
      }
    ]
  },
  COLLECT {
    MATCH (a3:`Resource` {iri: $p4})
    MATCH (b3:`Resource` {iri: $p5})
    MATCH p3 = SHORTEST 10 (a3)-[:`LEADS`|`BASED_IN`]-{1,2}(b3)
    WITH p3 ORDER BY length(p3), [n IN nodes(p3) | n.iri] LIMIT $p6
    RETURN [
      length(p3),
      COLLECT {
        UNWIND nodes(p3) AS n4
        RETURN [n4.`iri`]
      },
      COLLECT {
        UNWIND relationships(p3) AS r3
        RETURN [startNode(r3).`iri`, endNode(r3).`iri`, type(r3)]
      }
    ]
  },
  COLLECT {
    MATCH (a5:`Resource` {iri: $p4})
    MATCH (b5:`Resource` {iri: $p7})
    MATCH p5 = SHORTEST 10 (a5)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-{1,4}(b5)
    WITH p5 ORDER BY length(p5), [n IN nodes(p5) | n.iri] LIMIT $p6
    RETURN [length(p5)]
  }
] AS data
// $p0: Literal(value='STATED')
// $p1: Literal(value='id:frl', conversion='iri')
// $p2: Literal(value='id:kozinka', conversion='iri')
// $p3: Literal(value=2)
// $p4: Literal(value='id:ponomarev', conversion='iri')
// $p5: Literal(value='id:ukraine', conversion='iri')
// $p6: Literal(value=10)
// $p7: Literal(value='id:nobody', conversion='iri')
