CALL () {
  MATCH (n0:`Agent`)
  WHERE (COUNT { (n0)-[r1:`CAPTURED` WHERE (r1.proposition IS NULL OR any(source IN r1.sources WHERE source IN $p0))]->(m1:`Place`) } >= $p1) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p2
  CALL (n0) {
    MATCH (n0)-[r2:`CAPTURED` WHERE (r2.proposition IS NULL OR any(source IN r2.sources WHERE source IN $p0))]->(m2:`Place`)
    WITH m2, r2, m2.`name` + '' AS k3
    WITH m2, r2, k3 ORDER BY k3, m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p2
    CALL (r2) {
      MATCH (p4:Proposition {iri: r2.proposition})
      OPTIONAL MATCH (p4)<-[b4:BEARS_ON]-(c4:Claim) WHERE any(source IN c4.sources WHERE source IN $p0)
      WITH p4, c4, b4.role AS role, b4.group AS group, CASE WHEN c4.gone IS NULL THEN '' WHEN EXISTS { (c4)<-[:RETRACTS]-(x5:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c4:Claim) WHERE any(source IN x5.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c4)<-[:SUPERSEDES]-(x6:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c4:Claim) WHERE any(source IN x6.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
      WITH p4, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c4 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c4 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c4 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c4 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
      WITH *, p4.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p4) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
      WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
      RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c7
    }
    CALL (r2) {
      MATCH (n8:`Resource`:`Proposition` {`iri`: r2.`proposition`}) USING INDEX n8:`Resource`(`iri`)
      CALL (n8) {
        WITH n8 AS p9
        OPTIONAL MATCH (p9)<-[b9:BEARS_ON]-(c9:Claim) WHERE any(source IN c9.sources WHERE source IN $p0)
        WITH p9, c9, b9.role AS role, b9.group AS group, CASE WHEN c9.gone IS NULL THEN '' WHEN EXISTS { (c9)<-[:RETRACTS]-(x10:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c9:Claim) WHERE any(source IN x10.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c9)<-[:SUPERSEDES]-(x11:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c9:Claim) WHERE any(source IN x11.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
        WITH p9, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c9 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c9 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c9 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c9 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
        WITH *, p9.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p9) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
        WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
        RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c12
      }
      CALL (n8, c12) {
        WITH c12[4] AS rule
        MATCH (n8)<-[b13:BEARS_ON]-(c13:Claim)
        WHERE b13.role IN $p10[rule] AND any(source IN c13.sources WHERE source IN $p0) AND ($p11[rule] OR CASE WHEN c13.gone IS NULL THEN '' WHEN EXISTS { (c13)<-[:RETRACTS]-(x14:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c13:Claim) WHERE any(source IN x14.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c13)<-[:SUPERSEDES]-(x15:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c13:Claim) WHERE any(source IN x15.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END = '')
        WITH DISTINCT c13 ORDER BY c13.iri LIMIT $p2
        RETURN collect([c13.`iri`]) AS c16
      }
      RETURN head(collect([
        c12[0],
        [c12[4], c16],
        COUNT { (n8)<-[r17:`CONTENT` WHERE (r17.proposition IS NULL OR any(source IN r17.sources WHERE source IN $p0))]-(m17:`Claim` WHERE any(source IN m17.sources WHERE source IN $p0)) }
      ])) AS c18
    }
    RETURN collect([coalesce(c7[0], $p9), c7[1], c18, [m2.`name`]]) AS c19
  }
  RETURN collect([
    n0.`name`,
    [
      c19,
      COUNT { (n0)-[r20:`CAPTURED` WHERE (r20.proposition IS NULL OR any(source IN r20.sources WHERE source IN $p0))]->(m20:`Place`) }
    ],
    COUNT { (n0)-[r21:`CAPTURED` WHERE (r21.proposition IS NULL OR EXISTS { (p22:Proposition {iri: r21.proposition})<-[b22:BEARS_ON]-(c22:Claim) WHERE b22.projects AND none(source IN c22.sources WHERE source IN $p12) })]->(m21:`Place`) }
  ]) AS c23
}
CALL () {
  MATCH (n24:`Agent`)
  WHERE COUNT { (n24)-[r25:`CAPTURED` WHERE (r25.proposition IS NULL OR any(source IN r25.sources WHERE source IN $p0))]->(m25:`Place`) } >= $p1
  RETURN count(n24) AS c26
}
CALL () {
  MATCH (n27:`Proposition`)
  WHERE (COLLECT {
    WITH n27 AS p28
    OPTIONAL MATCH (p28)<-[b28:BEARS_ON]-(c28:Claim)
    WITH p28, c28, b28.role AS role, b28.group AS group, CASE WHEN c28.gone IS NULL THEN '' WHEN EXISTS { (c28)<-[:RETRACTS]-(x29:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c28:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c28)<-[:SUPERSEDES]-(x30:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c28:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p28, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c28 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c28 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c28 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c28 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p28.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p28) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] = $p13) AND ((n27.validTimeEarliest IS NULL OR n27.validTimeEarliest <= coalesce($p15, date('9999-12-31'))) AND (n27.validTimeLatest IS NULL OR n27.validTimeLatest >= coalesce($p14, date('0001-01-01'))) AND COLLECT {
    WITH n27 AS p32
    OPTIONAL MATCH (p32)<-[b32:BEARS_ON]-(c32:Claim)
    WITH p32, c32, b32.role AS role, b32.group AS group, CASE WHEN c32.gone IS NULL THEN '' WHEN EXISTS { (c32)<-[:RETRACTS]-(x33:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c32:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c32)<-[:SUPERSEDES]-(x34:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c32:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p32, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c32 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c32 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c32 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c32 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p32.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p32) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] IN $p16)
  WITH n27, COLLECT {
    WITH n27 AS p35
    OPTIONAL MATCH (p35)<-[b35:BEARS_ON]-(c35:Claim)
    WITH p35, c35, b35.role AS role, b35.group AS group, CASE WHEN c35.gone IS NULL THEN '' WHEN EXISTS { (c35)<-[:RETRACTS]-(x36:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c35:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c35)<-[:SUPERSEDES]-(x37:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c35:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p35, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c35 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c35 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c35 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c35 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p35.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p35) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][2] AS k38
  WITH n27, k38 ORDER BY k38 DESC, n27.`iri` LIMIT $p6
  CALL (n27) {
    WITH n27 AS p39
    OPTIONAL MATCH (p39)<-[b39:BEARS_ON]-(c39:Claim)
    WITH p39, c39, b39.role AS role, b39.group AS group, CASE WHEN c39.gone IS NULL THEN '' WHEN EXISTS { (c39)<-[:RETRACTS]-(x40:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c39:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c39)<-[:SUPERSEDES]-(x41:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c39:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p39, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c39 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c39 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c39 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c39 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p39.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p39) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c42
  }
  RETURN collect([n27.`text`, c42[0]]) AS c43
}
RETURN [[c23, c26], c43] AS data
// $p0: Variable(path=['sides'], conversion='iris')
// $p1: Literal(value=1)
// $p2: Literal(value=20)
// $p3: Literal(value='VERIFIED')
// $p4: Literal(value='REFUTED')
// $p5: Literal(value=['COMMISSIVE', 'DIRECTIVE', 'EVALUATION', 'NORMATIVE', 'PREDICTION'])
// $p6: Literal(value=2)
// $p7: Literal(value=0)
// $p8: Literal(
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
// $p9: Literal(value='STATED')
// $p10: Literal(
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
// $p11: Literal(value=[True, True, False, False, False, False, False, False, False, False])
// $p12: Literal(value=['id:isw', 'id:frl'], conversion='iris')
// $p13: Literal(value=<Status.V_DISPUTED: 'DISPUTED'>)
// $p14: Literal(value='2023-05', conversion='earliest')
// $p15: Literal(value='2023-05', conversion='latest')
// $p16: Literal(value=[<Status.V_DISPUTED: 'DISPUTED'>])
