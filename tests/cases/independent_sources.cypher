CALL () {
  MATCH (p0:Proposition)
  WITH DISTINCT p0
  CALL (p0) {
    MATCH (p0)<-[b3:BEARS_ON]-(c2:Claim)
    WHERE (b3.group <> '') AND ((b3.role = 'ASSERTS' OR b3.role = 'DENIES' AND c2.stance IN $p0) AND CASE WHEN c2.gone IS NULL THEN '' WHEN EXISTS { (c2)<-[:RETRACTS]-(x4:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c2:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c2)<-[:SUPERSEDES]-(x5:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c2:Claim) } THEN 'SUPERSEDED' ELSE '' END = '')
    RETURN [collect(DISTINCT CASE WHEN b3.role = 'ASSERTS' THEN b3.group END), collect(DISTINCT [b3.group, c2])] AS c6
  }
  UNWIND c6[1] AS one
  WITH one[0] AS source, collect(DISTINCT one[1]) AS claims, count(DISTINCT CASE WHEN c6[0] = [one[0]] THEN p0 END) AS alone, count(DISTINCT CASE WHEN size(c6[0]) > 1 AND one[0] IN c6[0] THEN p0 END) AS together
  ORDER BY size(claims) DESC, source LIMIT $p1
  CALL (claims) {
    UNWIND claims AS c7
    MATCH (c7)-[:CLAIMANT]->(n8:`Agent`)
    WITH DISTINCT n8 ORDER BY n8.iri LIMIT $p2
    RETURN collect([labels(n8), n8.`name`]) AS c9
  }
  RETURN collect([c9, size(claims), alone, together]) AS c10
}
CALL () {
  MATCH (a12:`Resource` {`iri`: $p3})<-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-(p11:Proposition)
  WITH DISTINCT p11 WHERE EXISTS { (p11)<-[b13:`CONTENT`|`BEARS_ON`]-(c13:`Claim`) WHERE coalesce(b13.role, '') <> 'DENIES' AND any(source IN c13.sources WHERE source IN $p4) }
  CALL (p11) {
    MATCH (p11)<-[b15:BEARS_ON]-(c14:Claim)
    WHERE (b15.group <> '') AND ((b15.role = 'ASSERTS' OR b15.role = 'DENIES' AND c14.stance IN $p0) AND any(source IN c14.sources WHERE source IN $p4) AND CASE WHEN c14.gone IS NULL THEN '' WHEN EXISTS { (c14)<-[:RETRACTS]-(x16:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c14:Claim) WHERE any(source IN x16.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (c14)<-[:SUPERSEDES]-(x17:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c14:Claim) WHERE any(source IN x17.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END = '')
    RETURN [collect(DISTINCT CASE WHEN b15.role = 'ASSERTS' THEN b15.group END), collect(DISTINCT [b15.group, c14])] AS c18
  }
  UNWIND c18[1] AS one
  WITH one[0] AS source, collect(DISTINCT one[1]) AS claims, count(DISTINCT CASE WHEN c18[0] = [one[0]] THEN p11 END) AS alone, count(DISTINCT CASE WHEN size(c18[0]) > 1 AND one[0] IN c18[0] THEN p11 END) AS together
  ORDER BY size(claims) DESC, source LIMIT $p5
  CALL (claims) {
    UNWIND claims AS c19
    MATCH (c19)-[:CLAIMANT]->(n20:`Agent`)
    WITH DISTINCT n20 ORDER BY n20.iri LIMIT $p5
    RETURN collect([
      n20.`name`,
      COUNT { (n20)<-[r21:`CLAIMANT` WHERE (r21.proposition IS NULL OR any(source IN r21.sources WHERE source IN $p4))]-(m21:`Claim` WHERE any(source IN m21.sources WHERE source IN $p4)) }
    ]) AS c22
  }
  RETURN collect([c22, size(claims)]) AS c23
}
RETURN [c10, c23] AS data
// $p0: Literal(value=['DENIES'])
// $p1: Literal(value=2)
// $p2: Literal(value=3)
// $p3: Variable(path=['about'], conversion='iri')
// $p4: Variable(path=['sides'], conversion='iris')
// $p5: Literal(value=20)
