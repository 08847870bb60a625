CALL () {
  CALL () {
    MATCH (p0:Proposition)-[:`INCOMPATIBLE_WITH`|`COMPETES_WITH`|`CONFLICTS_WITH`]-(:Proposition)
    RETURN p0
    UNION
    MATCH (c1:Claim)-[b2:BEARS_ON]->(p0:Proposition)
    WHERE b2.role = 'DENIES' AND c1.stance IN $p0
    RETURN p0
  }
  WITH DISTINCT p0 WHERE EXISTS { (p0)<-[b4:BEARS_ON]-(c3:Claim) WHERE b4.role = 'ASSERTS' AND c3.gone IS NULL }
  CALL (p0) {
    UNWIND reduce(l6 = [[p0]], step IN range(1, $p1) | l6 + [COLLECT {
      UNWIND last(l6) AS i8
      MATCH (i8)-[r9:`INCOMPATIBLE_WITH`|`COMPETES_WITH`|`CONFLICTS_WITH`|BEARS_ON WHERE type(r9) <> 'BEARS_ON' OR r9.role = 'DENIES']-(n10:Proposition|Claim)
      WITH DISTINCT n10 WHERE none(k7 IN l6 WHERE n10 IN k7)
      WITH n10 WHERE (n10:Proposition AND EXISTS { (n10)<-[b12:BEARS_ON]-(c11:Claim) WHERE b12.role = 'ASSERTS' AND c11.gone IS NULL }) OR (n10:Claim AND n10.stance IN $p0 AND n10.gone IS NULL)
      RETURN n10
    }]) AS k7
    UNWIND k7 AS n10
    WITH n10 WHERE n10:Proposition
    WITH n10 ORDER BY n10.iri
    RETURN collect(n10) AS c14
  }
  WITH DISTINCT c14
  CALL (c14) {
    UNWIND c14 AS p15
    MATCH (p15)<-[b17:BEARS_ON]-(c16:Claim)
    WHERE (b17.role = 'ASSERTS' OR b17.role = 'DENIES' AND c16.stance IN $p0) AND c16.gone IS NULL
    RETURN [count(DISTINCT CASE WHEN b17.group <> '' THEN b17.group END), count(DISTINCT c16), count(CASE WHEN b17.role = 'DENIES' THEN 1 END)] AS c18
  }
  WITH * WHERE size(c14) > 1 OR c18[2] > 0
  WITH * ORDER BY c18[0] DESC, c18[1] DESC, head(c14).iri LIMIT $p2
  CALL (c14) {
    UNWIND c14 AS p19
    MATCH (p19)-[r20:`INCOMPATIBLE_WITH`|`COMPETES_WITH`|`CONFLICTS_WITH`]-(o21:Proposition)
    WHERE o21 IN c14
    WITH DISTINCT CASE type(r20) WHEN 'CONFLICTS_WITH' THEN r20.basis ELSE type(r20) END AS reason ORDER BY reason
    RETURN collect(reason) AS c22
  }
  CALL (c14) {
    UNWIND c14[..$p3] AS p23
    CALL (p23) {
      MATCH (p23)<-[b25:BEARS_ON]-(c24:Claim)
      WHERE b25.role = 'ASSERTS' AND c24.gone IS NULL
      MATCH (c24)-[:CLAIMANT]->(n26:`Agent`)
      WITH DISTINCT n26 ORDER BY n26.iri LIMIT $p3
      RETURN collect([labels(n26), n26.`name`]) AS c27
    }
    CALL (p23) {
      MATCH (p23)<-[b29:BEARS_ON]-(c28:Claim)
      WHERE b29.role = 'DENIES' AND c28.stance IN $p0 AND c28.gone IS NULL
      MATCH (c28)-[:CLAIMANT]->(n30:`Agent`)
      WITH DISTINCT n30 ORDER BY n30.iri LIMIT $p3
      RETURN collect([n30.`name`]) AS c31
    }
    CALL (p23) {
      MATCH (p23)<-[b33:BEARS_ON]-(c32:Claim)
      WHERE (b33.role = 'ASSERTS' OR b33.role = 'DENIES' AND c32.stance IN $p0) AND c32.gone IS NULL
      WITH DISTINCT c32 ORDER BY c32.iri LIMIT $p2
      RETURN collect([c32.`iri`, c32.`verb`]) AS c34
    }
    RETURN collect([[p23.`text`, p23.`status`], c27, c31, c34]) AS c35
  }
  RETURN collect([c22 + CASE WHEN c18[2] > 0 THEN ['DENIAL'] ELSE [] END, c18[0], c18[1], c35]) AS c36
}
CALL () {
  MATCH (a38:`Resource` {`iri`: $p4})<-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-(p37:Proposition)
  WITH DISTINCT p37 WHERE EXISTS { (p37)<-[b40:BEARS_ON]-(c39:Claim) WHERE b40.role = 'ASSERTS' AND any(source IN c39.sources WHERE source IN $p5) AND (c39.gone IS NULL OR NOT EXISTS { (c39)<-[:RETRACTS|SUPERSEDES]-(x41:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c39:Claim) WHERE any(source IN x41.sources WHERE source IN $p5) }) } AND EXISTS { (p37)<-[b42:CONTENT|BEARS_ON]-(c42:Claim) WHERE coalesce(b42.role, '') <> 'DENIES' AND any(source IN c42.sources WHERE source IN $p5) }
  CALL (p37) {
    UNWIND reduce(l43 = [[p37]], step IN range(1, $p1) | l43 + [COLLECT {
      UNWIND last(l43) AS i45
      MATCH (i45)-[r46:`INCOMPATIBLE_WITH`|`COMPETES_WITH`|`CONFLICTS_WITH`|BEARS_ON WHERE type(r46) <> 'BEARS_ON' OR r46.role = 'DENIES']-(n47:Proposition|Claim)
      WITH DISTINCT n47 WHERE none(k44 IN l43 WHERE n47 IN k44)
      WITH n47 WHERE (n47:Proposition AND EXISTS { (n47)<-[b50:BEARS_ON]-(c49:Claim) WHERE b50.role = 'ASSERTS' AND any(source IN c49.sources WHERE source IN $p5) AND (c49.gone IS NULL OR NOT EXISTS { (c49)<-[:RETRACTS|SUPERSEDES]-(x51:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c49:Claim) WHERE any(source IN x51.sources WHERE source IN $p5) }) } AND EXISTS { (n47)<-[b52:CONTENT|BEARS_ON]-(c52:Claim) WHERE coalesce(b52.role, '') <> 'DENIES' AND any(source IN c52.sources WHERE source IN $p5) }) OR (n47:Claim AND n47.stance IN $p0 AND any(source IN n47.sources WHERE source IN $p5) AND (n47.gone IS NULL OR NOT EXISTS { (n47)<-[:RETRACTS|SUPERSEDES]-(x48:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(n47:Claim) WHERE any(source IN x48.sources WHERE source IN $p5) }))
      RETURN n47
    }]) AS k44
    UNWIND k44 AS n47
    WITH n47 WHERE n47:Proposition
    WITH n47 ORDER BY n47.iri
    RETURN collect(n47) AS c53
  }
  WITH DISTINCT c53
  CALL (c53) {
    UNWIND c53 AS p54
    MATCH (p54)<-[b56:BEARS_ON]-(c55:Claim)
    WHERE (b56.role = 'ASSERTS' OR b56.role = 'DENIES' AND c55.stance IN $p0) AND any(source IN c55.sources WHERE source IN $p5) AND (c55.gone IS NULL OR NOT EXISTS { (c55)<-[:RETRACTS|SUPERSEDES]-(x57:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c55:Claim) WHERE any(source IN x57.sources WHERE source IN $p5) })
    RETURN [count(DISTINCT CASE WHEN b56.group <> '' THEN b56.group END), count(DISTINCT c55), count(CASE WHEN b56.role = 'DENIES' THEN 1 END)] AS c58
  }
  WITH * WHERE size(c53) > 1 OR c58[2] > 0
  WITH * ORDER BY c58[0] DESC, c58[1] DESC, head(c53).iri LIMIT $p3
  CALL (c53) {
    UNWIND c53[..$p6] AS p59
    CALL (p59) {
      WITH p59 AS p60
      OPTIONAL MATCH (p60)<-[b60:BEARS_ON]-(c60:Claim) WHERE any(source IN c60.sources WHERE source IN $p5)
      WITH p60, c60, b60.role AS role, b60.group AS group, CASE WHEN c60.gone IS NULL THEN '' WHEN EXISTS { (c60)<-[:RETRACTS]-(x61:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c60:Claim) WHERE any(source IN x61.sources WHERE source IN $p5) } THEN 'RETRACTED' WHEN EXISTS { (c60)<-[:SUPERSEDES]-(x62:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c60:Claim) WHERE any(source IN x62.sources WHERE source IN $p5) } THEN 'SUPERSEDED' ELSE '' END AS gone
      WITH p60, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c60 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c60 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c60 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c60 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
      WITH *, p60.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p60) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
      WITH *, CASE WHEN asserting >= $p6 AND retracted = asserting THEN 0 WHEN asserting >= $p6 AND takenBack = asserting THEN 1 WHEN verdict = $p7 THEN 2 WHEN verdict = $p8 THEN 3 WHEN kind IN $p9 THEN 4 WHEN denials >= $p6 THEN 5 WHEN flags >= $p6 THEN 6 WHEN origins >= $p2 THEN 7 WHEN ownVoice = $p6 AND origins = $p10 THEN 8 WHEN true THEN 9 END AS rule
      RETURN head(collect([$p11[rule], origins, denials, flags, rule])) AS c63
    }
    CALL (p59) {
      MATCH (p59)<-[b65:BEARS_ON]-(c64:Claim)
      WHERE b65.role = 'ASSERTS' AND any(source IN c64.sources WHERE source IN $p5) AND (c64.gone IS NULL OR NOT EXISTS { (c64)<-[:RETRACTS|SUPERSEDES]-(x66:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c64:Claim) WHERE any(source IN x66.sources WHERE source IN $p5) })
      MATCH (c64)-[:CLAIMANT]->(n67:`Agent`)
      WITH DISTINCT n67 ORDER BY n67.iri LIMIT $p3
      RETURN collect([n67.`name`]) AS c68
    }
    CALL (p59) {
      MATCH (p59)<-[b70:BEARS_ON]-(c69:Claim)
      WHERE b70.role = 'DENIES' AND c69.stance IN $p0 AND any(source IN c69.sources WHERE source IN $p5) AND (c69.gone IS NULL OR NOT EXISTS { (c69)<-[:RETRACTS|SUPERSEDES]-(x71:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c69:Claim) WHERE any(source IN x71.sources WHERE source IN $p5) })
      MATCH (c69)-[:CLAIMANT]->(n72:`Agent`)
      WITH DISTINCT n72 ORDER BY n72.iri LIMIT $p3
      RETURN collect([n72.`name`]) AS c73
    }
    RETURN collect([[p59.`iri`, c63[0]], c68, c73]) AS c74
  }
  RETURN collect([c74]) AS c75
}
RETURN [c36, c75] AS data
// $p0: Literal(value=['DENIES'])
// $p1: Literal(value=200)
// $p2: Literal(value=2)
// $p3: Literal(value=20)
// $p4: Literal(value='id:ua-gov', conversion='iri')
// $p5: Literal(value=['id:medvedev', 'id:podolyak'], conversion='iris')
// $p6: Literal(value=1)
// $p7: Literal(value='VERIFIED')
// $p8: Literal(value='REFUTED')
// $p9: Literal(value=['COMMISSIVE', 'DIRECTIVE', 'EVALUATION', 'NORMATIVE', 'PREDICTION'])
// $p10: Literal(value=0)
// $p11: Literal(
  value=[
    'RETRACTED',
    'SUPERSEDED',
    'VERIFIED',
    'REFUTED',
    'NOT_TRUTH_APT',
    'DISPUTED',
    'FLAGGED_UNVERIFIED',
    'CORROBORATED',
    'NARRATED',
    'ATTRIBUTED'
  ]
)
