CALL () {
  MATCH (p0:Proposition)
  WITH DISTINCT p0
  CALL (p0) {
    MATCH (p0)<-[b3:BEARS_ON]-(c2:Claim)
    WHERE (b3.group <> '') AND ((b3.role = 'ASSERTS' OR b3.role = 'DENIES' AND c2.stance IN $p0) AND c2.gone IS NULL)
    RETURN [collect(DISTINCT CASE WHEN b3.role = 'ASSERTS' THEN b3.group END), collect(DISTINCT [b3.group, c2])] AS c4
  }
  UNWIND c4[1] AS one
  WITH one[0] AS source, collect(DISTINCT one[1]) AS claims, count(DISTINCT CASE WHEN c4[0] = [one[0]] THEN p0 END) AS alone, count(DISTINCT CASE WHEN size(c4[0]) > 1 AND one[0] IN c4[0] THEN p0 END) AS together
  ORDER BY size(claims) DESC, source LIMIT $p1
  CALL (claims) {
    UNWIND claims AS c5
    MATCH (c5)-[:CLAIMANT]->(n6:`Agent`)
    WITH DISTINCT n6 ORDER BY n6.iri LIMIT $p2
    RETURN collect([labels(n6), n6.`name`]) AS c7
  }
  RETURN collect([c7, size(claims), alone, together]) AS c8
}
CALL () {
  MATCH (a10:`Resource` {`iri`: $p3})<-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-(p9:Proposition)
  WITH DISTINCT p9 WHERE EXISTS { (p9)<-[b11:`CONTENT`|`BEARS_ON`]-(c11:`Claim`) WHERE coalesce(b11.role, '') <> 'DENIES' AND any(source IN c11.sources WHERE source IN $p4) }
  CALL (p9) {
    MATCH (p9)<-[b13:BEARS_ON]-(c12:Claim)
    WHERE (b13.group <> '') AND ((b13.role = 'ASSERTS' OR b13.role = 'DENIES' AND c12.stance IN $p0) AND any(source IN c12.sources WHERE source IN $p4) AND (c12.gone IS NULL OR NOT EXISTS { (c12)<-[:RETRACTS|SUPERSEDES]-(x14:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c12:Claim) WHERE any(source IN x14.sources WHERE source IN $p4) }))
    RETURN [collect(DISTINCT CASE WHEN b13.role = 'ASSERTS' THEN b13.group END), collect(DISTINCT [b13.group, c12])] AS c15
  }
  UNWIND c15[1] AS one
  WITH one[0] AS source, collect(DISTINCT one[1]) AS claims, count(DISTINCT CASE WHEN c15[0] = [one[0]] THEN p9 END) AS alone, count(DISTINCT CASE WHEN size(c15[0]) > 1 AND one[0] IN c15[0] THEN p9 END) AS together
  ORDER BY size(claims) DESC, source LIMIT $p5
  CALL (claims) {
    UNWIND claims AS c16
    MATCH (c16)-[:CLAIMANT]->(n17:`Agent`)
    WITH DISTINCT n17 ORDER BY n17.iri LIMIT $p5
    RETURN collect([
      n17.`name`,
      COUNT { (n17)<-[r18:`CLAIMANT`]-(m18:`Claim` WHERE any(source IN m18.sources WHERE source IN $p4)) }
    ]) AS c19
  }
  RETURN collect([c19, size(claims)]) AS c20
}
RETURN [c8, c20] AS data
// $p0: Literal(value=['DENIES'])
// $p1: Literal(value=2)
// $p2: Literal(value=3)
// $p3: Variable(path=['about'], conversion='iri')
// $p4: Variable(path=['sides'], conversion='iris')
// $p5: Literal(value=20)
