RETURN [
  COLLECT {
    MATCH (n0:`Resource`:`ArmedGroup` {iri: $p0})
    RETURN [
      COLLECT {
        MATCH (n0)-[r1:`CLOSE_TO`]-(m1:`Agent`)
        WITH m1, r1 ORDER BY m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1 + 1
        RETURN [m1.`name`]
      }
    ]
  }[0],
  COLLECT {
    MATCH (n2:`Resource`:`Region` {iri: $p2})
    RETURN [
      COLLECT {
        MATCH (n2)-[r3:`BORDERS`]-(m3:`Place`)
        WITH m3, r3 ORDER BY m3.`iri`, coalesce(r3.`proposition`, '') LIMIT $p1 + 1
        RETURN [m3.`name`]
      }
    ]
  }[0],
  COLLECT {
    MATCH (n4:`Resource`:`Country` {iri: $p3})
    RETURN [
      COLLECT {
        MATCH (n4)-[r5:`BORDERS`]-(m5:`Place`)
        WITH m5, r5 ORDER BY m5.`iri`, coalesce(r5.`proposition`, '') LIMIT $p1 + 1
        RETURN [m5.`name`]
      }
    ]
  }[0]
] AS data
// $p0: Literal(value='id:rvc', conversion='iri')
// $p1: Literal(value=20)
// $p2: Literal(value='id:belgorod-region', conversion='iri')
// $p3: Literal(value='id:ukraine', conversion='iri')
