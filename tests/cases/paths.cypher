CALL () {
  MATCH (a0:`Resource` {`iri`: $p0})
  MATCH (b1:`Resource` {`iri`: $p1})
  MATCH p2 = SHORTEST 10 (a0)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-{1,4}(b1)
  WITH p2 ORDER BY length(p2), [n IN nodes(p2) | n.iri] LIMIT $p2
  CALL (p2) {
    UNWIND nodes(p2) AS n4
    RETURN collect([n4.`name`]) AS c5
  }
  CALL (p2) {
    UNWIND relationships(p2) AS r3
    WITH *, COLLECT {
      MATCH (n6:`Resource`:`Proposition` {`iri`: r3.`proposition`}) USING INDEX n6:`Resource`(`iri`)
      RETURN [n6.`text`]
    }[0] AS c7
    RETURN collect([startNode(r3).`iri`, endNode(r3).`iri`, type(r3), coalesce(r3.`status`, $p3), c7]) AS c8
  }
  RETURN collect([length(p2), c5, c8]) AS c9
}
CALL () {
  MATCH (a10:`Resource` {`iri`: $p4})
  MATCH (b11:`Resource` {`iri`: $p5})
  MATCH p12 = SHORTEST 10 (a10)-[:`LEADS`|`BASED_IN`]-{1,2}(b11)
  WITH p12 ORDER BY length(p12), [n IN nodes(p12) | n.iri] LIMIT $p6
  CALL (p12) {
    UNWIND nodes(p12) AS n14
    RETURN collect([n14.`iri`]) AS c15
  }
  CALL (p12) {
    UNWIND relationships(p12) AS r13
    RETURN collect([startNode(r13).`iri`, endNode(r13).`iri`, type(r13)]) AS c16
  }
  RETURN collect([length(p12), c15, c16]) AS c17
}
CALL () {
  MATCH (a18:`Resource` {`iri`: $p4})
  MATCH (b19:`Resource` {`iri`: $p7})
  MATCH p20 = SHORTEST 10 (a18)-[:`ACCUSES`|`ADVISER_TO`|`AFTER`|`AUTHOR`|`BASED_IN`|`BORDERS`|`CAPTURED`|`CARRIED_OUT`|`CAUSED_BY`|`CLOSE_TO`|`COMPRISES`|`CONTRACTOR_OF`|`CONTROLLED_BY`|`CREATED`|`CROSSED`|`DEPLOYED_TO`|`DESTROYED`|`DIRECTED`|`DISTANCE_FROM_BORDER`|`DISTRICT_CENTRE_OF`|`DRIVEN_BACK_TO`|`EAST_OF`|`EVACUATED_FROM`|`GOVERNOR_OF`|`HEADS`|`HOSTED_ON`|`HOUSES`|`IMPOSED`|`INTELLIGENCE_SERVICE_OF`|`INVOLVED_IN`|`KILLED`|`LEADS`|`LEFT_EXPOSED`|`MEMBER_OF`|`NATIONALITY`|`ON_BEHALF_OF`|`ORDERED`|`OWNED_BY`|`PART_OF`|`PARTICIPANT`|`PLACE`|`PUBLISHER`|`QUANTITY`|`REACHED`|`REPELLED`|`REPRESENTATIVE_OF`|`RESPONSIBLE_FOR`|`SEIZED`|`TASKED_WITH`|`TOOK_TERRITORY_IN`|`TRACKS`|`WITHHELD_SUPPLIES_FROM`|`WITHIN`]-{1,4}(b19)
  WITH p20 ORDER BY length(p20), [n IN nodes(p20) | n.iri] LIMIT $p6
  RETURN collect([length(p20)]) AS c22
}
RETURN [c9, c17, c22] AS data
// $p0: Literal(value='id:frl', conversion='iri')
// $p1: Literal(value='id:kozinka', conversion='iri')
// $p2: Literal(value=2)
// $p3: Literal(value='STATED')
// $p4: Literal(value='id:ponomarev', conversion='iri')
// $p5: Literal(value='id:ukraine', conversion='iri')
// $p6: Literal(value=10)
// $p7: Literal(value='id:nobody', conversion='iri')
