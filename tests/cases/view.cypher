CALL () {
  MATCH (n0:`Agent`)
  WHERE (COUNT { (n0)-[r1:`CAPTURED` WHERE (r1.proposition IS NULL OR any(source IN r1.sources WHERE source IN $p0) AND EXISTS { (p2:Proposition {iri: r1.proposition})<-[b2:BEARS_ON]-(c2:Claim) WHERE b2.projects AND any(source IN c2.sources WHERE source IN $p0) AND c2.assertedAtLatest <= coalesce($p1, date('9999-12-31')) })]->(m1:`Place`) } >= $p2) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p3
  CALL (n0) {
    MATCH (n0)-[r3:`CAPTURED` WHERE (r3.proposition IS NULL OR any(source IN r3.sources WHERE source IN $p0) AND EXISTS { (p4:Proposition {iri: r3.proposition})<-[b4:BEARS_ON]-(c4:Claim) WHERE b4.projects AND any(source IN c4.sources WHERE source IN $p0) AND c4.assertedAtLatest <= coalesce($p1, date('9999-12-31')) })]->(m3:`Place`)
    WITH m3, r3, m3.`name` + '' AS k5
    WITH m3, r3, k5 ORDER BY k5, m3.`iri`, coalesce(r3.`proposition`, '') LIMIT $p3
    CALL (r3) {
      MATCH (p6:Proposition {iri: r3.proposition})
      OPTIONAL MATCH (p6)<-[b6:BEARS_ON]-(c6:Claim) WHERE any(source IN c6.sources WHERE source IN $p0) AND c6.assertedAtLatest <= coalesce($p1, date('9999-12-31'))
      WITH p6, c6, b6.role AS role, b6.group AS group, CASE WHEN c6.gone IS NULL THEN '' WHEN EXISTS { (c6)<-[:RETRACTS]-(x7:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c6) WHERE any(source IN x7.sources WHERE source IN $p0) AND x7.assertedAtLatest <= coalesce($p1, date('9999-12-31')) } THEN 'RETRACTED' WHEN EXISTS { (c6)<-[:SUPERSEDES]-(x8:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c6) WHERE any(source IN x8.sources WHERE source IN $p0) AND x8.assertedAtLatest <= coalesce($p1, date('9999-12-31')) } THEN 'SUPERSEDED' ELSE '' END AS gone
      WITH p6, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c6 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c6 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c6 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c6 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
      WITH *, p6.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p6) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
      WITH *, CASE WHEN asserting >= $p2 AND retracted = asserting THEN 0 WHEN asserting >= $p2 AND takenBack = asserting THEN 1 WHEN verdict = $p4 THEN 2 WHEN verdict = $p5 THEN 3 WHEN kind IN $p6 THEN 4 WHEN denials >= $p2 THEN 5 WHEN flags >= $p2 THEN 6 WHEN origins >= $p7 THEN 7 WHEN ownVoice = $p2 AND origins = $p8 THEN 8 WHEN true THEN 9 END AS rule
      RETURN head(collect([$p9[rule], origins, denials, flags, rule])) AS c9
    }
    CALL (r3) {
      MATCH (n10:`Resource`:`Proposition` {`iri`: r3.`proposition`}) USING INDEX n10:`Resource`(`iri`)
      CALL (n10) {
        WITH n10 AS p11
        OPTIONAL MATCH (p11)<-[b11:BEARS_ON]-(c11:Claim) WHERE any(source IN c11.sources WHERE source IN $p0) AND c11.assertedAtLatest <= coalesce($p1, date('9999-12-31'))
        WITH p11, c11, b11.role AS role, b11.group AS group, CASE WHEN c11.gone IS NULL THEN '' WHEN EXISTS { (c11)<-[:RETRACTS]-(x12:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c11) WHERE any(source IN x12.sources WHERE source IN $p0) AND x12.assertedAtLatest <= coalesce($p1, date('9999-12-31')) } THEN 'RETRACTED' WHEN EXISTS { (c11)<-[:SUPERSEDES]-(x13:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c11) WHERE any(source IN x13.sources WHERE source IN $p0) AND x13.assertedAtLatest <= coalesce($p1, date('9999-12-31')) } THEN 'SUPERSEDED' ELSE '' END AS gone
        WITH p11, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c11 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c11 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c11 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c11 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
        WITH *, p11.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p11) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
        WITH *, CASE WHEN asserting >= $p2 AND retracted = asserting THEN 0 WHEN asserting >= $p2 AND takenBack = asserting THEN 1 WHEN verdict = $p4 THEN 2 WHEN verdict = $p5 THEN 3 WHEN kind IN $p6 THEN 4 WHEN denials >= $p2 THEN 5 WHEN flags >= $p2 THEN 6 WHEN origins >= $p7 THEN 7 WHEN ownVoice = $p2 AND origins = $p8 THEN 8 WHEN true THEN 9 END AS rule
        RETURN head(collect([$p9[rule], origins, denials, flags, rule])) AS c14
      }
      CALL (n10, c14) {
        WITH c14[4] AS rule
        MATCH (n10)<-[b15:BEARS_ON]-(c15:Claim)
        WHERE b15.role IN $p11[rule] AND any(source IN c15.sources WHERE source IN $p0) AND c15.assertedAtLatest <= coalesce($p1, date('9999-12-31')) AND ($p12[rule] OR CASE WHEN c15.gone IS NULL THEN '' WHEN EXISTS { (c15)<-[:RETRACTS]-(x16:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c15) WHERE any(source IN x16.sources WHERE source IN $p0) AND x16.assertedAtLatest <= coalesce($p1, date('9999-12-31')) } THEN 'RETRACTED' WHEN EXISTS { (c15)<-[:SUPERSEDES]-(x17:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c15) WHERE any(source IN x17.sources WHERE source IN $p0) AND x17.assertedAtLatest <= coalesce($p1, date('9999-12-31')) } THEN 'SUPERSEDED' ELSE '' END = '')
        WITH DISTINCT c15 ORDER BY c15.iri LIMIT $p3
        RETURN collect([c15.`iri`]) AS c18
      }
      RETURN head(collect([
        c14[0],
        [c14[4], c18],
        COUNT { (n10)<-[r19:`CONTENT` WHERE (r19.proposition IS NULL OR any(source IN r19.sources WHERE source IN $p0) AND EXISTS { (p20:Proposition {iri: r19.proposition})<-[b20:BEARS_ON]-(c20:Claim) WHERE b20.projects AND any(source IN c20.sources WHERE source IN $p0) AND c20.assertedAtLatest <= coalesce($p1, date('9999-12-31')) })]-(m19:`Claim` WHERE any(source IN m19.sources WHERE source IN $p0) AND m19.assertedAtLatest <= coalesce($p1, date('9999-12-31'))) }
      ])) AS c21
    }
    RETURN collect([coalesce(c9[0], $p10), c9[1], c21, [m3.`name`]]) AS c22
  }
  RETURN collect([
    n0.`name`,
    [
      c22,
      COUNT { (n0)-[r23:`CAPTURED` WHERE (r23.proposition IS NULL OR any(source IN r23.sources WHERE source IN $p0) AND EXISTS { (p24:Proposition {iri: r23.proposition})<-[b24:BEARS_ON]-(c24:Claim) WHERE b24.projects AND any(source IN c24.sources WHERE source IN $p0) AND c24.assertedAtLatest <= coalesce($p1, date('9999-12-31')) })]->(m23:`Place`) }
    ],
    COUNT { (n0)-[r25:`CAPTURED` WHERE (r25.proposition IS NULL OR EXISTS { (p26:Proposition {iri: r25.proposition})<-[b26:BEARS_ON]-(c26:Claim) WHERE b26.projects AND none(source IN c26.sources WHERE source IN $p13) })]->(m25:`Place`) }
  ]) AS c27
}
CALL () {
  MATCH (n28:`Agent`)
  WHERE COUNT { (n28)-[r29:`CAPTURED` WHERE (r29.proposition IS NULL OR any(source IN r29.sources WHERE source IN $p0) AND EXISTS { (p30:Proposition {iri: r29.proposition})<-[b30:BEARS_ON]-(c30:Claim) WHERE b30.projects AND any(source IN c30.sources WHERE source IN $p0) AND c30.assertedAtLatest <= coalesce($p1, date('9999-12-31')) })]->(m29:`Place`) } >= $p2
  RETURN count(n28) AS c31
}
CALL () {
  MATCH (n32:`Proposition`)
  WHERE (COLLECT {
    WITH n32 AS p33
    OPTIONAL MATCH (p33)<-[b33:BEARS_ON]-(c33:Claim)
    WITH p33, c33, b33.role AS role, b33.group AS group, CASE WHEN c33.gone IS NULL THEN '' WHEN EXISTS { (c33)<-[:RETRACTS]-(x34:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c33) } THEN 'RETRACTED' WHEN EXISTS { (c33)<-[:SUPERSEDES]-(x35:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c33) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p33, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c33 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c33 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c33 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c33 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p33.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p33) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p2 AND retracted = asserting THEN 0 WHEN asserting >= $p2 AND takenBack = asserting THEN 1 WHEN verdict = $p4 THEN 2 WHEN verdict = $p5 THEN 3 WHEN kind IN $p6 THEN 4 WHEN denials >= $p2 THEN 5 WHEN flags >= $p2 THEN 6 WHEN origins >= $p7 THEN 7 WHEN ownVoice = $p2 AND origins = $p8 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p9[rule], origins, denials, flags, rule]
  }[0][0] = $p14) AND ((n32.validTimeEarliest IS NULL OR n32.validTimeEarliest <= coalesce($p16, date('9999-12-31'))) AND (n32.validTimeLatest IS NULL OR n32.validTimeLatest >= coalesce($p15, date('0001-01-01'))) AND COLLECT {
    WITH n32 AS p37
    OPTIONAL MATCH (p37)<-[b37:BEARS_ON]-(c37:Claim)
    WITH p37, c37, b37.role AS role, b37.group AS group, CASE WHEN c37.gone IS NULL THEN '' WHEN EXISTS { (c37)<-[:RETRACTS]-(x38:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c37) } THEN 'RETRACTED' WHEN EXISTS { (c37)<-[:SUPERSEDES]-(x39:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c37) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p37, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c37 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c37 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c37 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c37 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p37.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p37) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p2 AND retracted = asserting THEN 0 WHEN asserting >= $p2 AND takenBack = asserting THEN 1 WHEN verdict = $p4 THEN 2 WHEN verdict = $p5 THEN 3 WHEN kind IN $p6 THEN 4 WHEN denials >= $p2 THEN 5 WHEN flags >= $p2 THEN 6 WHEN origins >= $p7 THEN 7 WHEN ownVoice = $p2 AND origins = $p8 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p9[rule], origins, denials, flags, rule]
  }[0][0] IN $p17)
  WITH n32, COLLECT {
    WITH n32 AS p40
    OPTIONAL MATCH (p40)<-[b40:BEARS_ON]-(c40:Claim)
    WITH p40, c40, b40.role AS role, b40.group AS group, CASE WHEN c40.gone IS NULL THEN '' WHEN EXISTS { (c40)<-[:RETRACTS]-(x41:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c40) } THEN 'RETRACTED' WHEN EXISTS { (c40)<-[:SUPERSEDES]-(x42:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c40) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p40, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c40 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c40 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c40 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c40 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p40.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p40) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p2 AND retracted = asserting THEN 0 WHEN asserting >= $p2 AND takenBack = asserting THEN 1 WHEN verdict = $p4 THEN 2 WHEN verdict = $p5 THEN 3 WHEN kind IN $p6 THEN 4 WHEN denials >= $p2 THEN 5 WHEN flags >= $p2 THEN 6 WHEN origins >= $p7 THEN 7 WHEN ownVoice = $p2 AND origins = $p8 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p9[rule], origins, denials, flags, rule]
  }[0][2] AS k43
  WITH n32, k43 ORDER BY k43 DESC, n32.`iri` LIMIT $p7
  CALL (n32) {
    WITH n32 AS p44
    OPTIONAL MATCH (p44)<-[b44:BEARS_ON]-(c44:Claim)
    WITH p44, c44, b44.role AS role, b44.group AS group, CASE WHEN c44.gone IS NULL THEN '' WHEN EXISTS { (c44)<-[:RETRACTS]-(x45:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c44) } THEN 'RETRACTED' WHEN EXISTS { (c44)<-[:SUPERSEDES]-(x46:Claim)-[:CLAIMANT]->()<-[:CLAIMANT]-(c44) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p44, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c44 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c44 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c44 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c44 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p44.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p44) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p2 AND retracted = asserting THEN 0 WHEN asserting >= $p2 AND takenBack = asserting THEN 1 WHEN verdict = $p4 THEN 2 WHEN verdict = $p5 THEN 3 WHEN kind IN $p6 THEN 4 WHEN denials >= $p2 THEN 5 WHEN flags >= $p2 THEN 6 WHEN origins >= $p7 THEN 7 WHEN ownVoice = $p2 AND origins = $p8 THEN 8 WHEN true THEN 9 END AS rule
    RETURN head(collect([$p9[rule], origins, denials, flags, rule])) AS c47
  }
  RETURN collect([n32.`text`, c47[0]]) AS c48
}
RETURN [[c27, c31], c48] AS data
// $p0: Variable(path=['sides'], conversion='iris')
// $p1: Variable(path=['day'], conversion='latest')
// $p2: Literal(value=1)
// $p3: Literal(value=20)
// $p4: Literal(value='VERIFIED')
// $p5: Literal(value='REFUTED')
// $p6: Literal(value=['COMMISSIVE', 'DIRECTIVE', 'EVALUATION', 'NORMATIVE', 'PREDICTION'])
// $p7: Literal(value=2)
// $p8: Literal(value=0)
// $p9: Literal(
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
// $p10: Literal(value='STATED')
// $p11: Literal(
  value=[
    ['ASSERTS'],
    ['ASSERTS'],
    [],
    [],
    ['ASSERTS'],
    ['DENIES'],
    ['FLAGS'],
    ['ASSERTS'],
    ['ASSERTS', 'NARRATES'],
    ['ASSERTS', 'NARRATES']
  ]
)
// $p12: Literal(value=[True, True, False, False, False, False, False, False, False, False])
// $p13: Literal(value=['id:isw', 'id:frl'], conversion='iris')
// $p14: Literal(value=<Status.V_DISPUTED: 'DISPUTED'>)
// $p15: Literal(value='2023-05', conversion='earliest')
// $p16: Literal(value='2023-05', conversion='latest')
// $p17: Literal(value=[<Status.V_DISPUTED: 'DISPUTED'>])
