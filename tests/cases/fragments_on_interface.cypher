RETURN [
  COLLECT {
    MATCH (n0:`Agent`)
    WHERE n0.`name` IN $p0
    WITH n0 ORDER BY n0.`iri` LIMIT $p1 + 1
    RETURN [
      labels(n0),
      n0.`name`,
      COLLECT {
        MATCH (n0)<-[r1:`LEADS`]-(m1:`Person`)
        WHERE n0:`Organization`
        WITH m1, r1 ORDER BY m1.`iri`, coalesce(r1.`proposition`, '') LIMIT $p1 + 1
        RETURN [m1.`iri`, m1.`name`]
      },
      COLLECT {
        MATCH (n0)-[r2:`HOSTED_ON`]->(m2:`Platform`)
        WHERE n0:`Channel`
        WITH m2, r2 ORDER BY m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p1 + 1
        RETURN [m2.`iri`, m2.`name`]
      },
      n0.`url`,
      COLLECT {
        MATCH (n0)-[r3:`LEADS`]->(m3:`Organization`)
        WHERE n0:`Person`
        WITH m3, r3 ORDER BY m3.`iri`, coalesce(r3.`proposition`, '') LIMIT $p1 + 1
        RETURN [m3.`name`]
      }
    ]
  }
] AS data
// $p0: Literal(value=['Ilya Ponomarev', 'Freedom of Russia Legion', 'Rybar Telegram channel'])
// $p1: Literal(value=20)
