CALL () {
  MATCH (n0:`Agent`)
  WHERE (COUNT { (n0)-[r1:`CAPTURED` WHERE (r1.proposition IS NULL OR any(source IN r1.sources WHERE source IN $p0))]->(m1:`Place`) } >= $p1) AND (n0.`iri` IS NOT NULL)
  WITH n0 ORDER BY n0.`iri` LIMIT $p2
  WITH *, COLLECT {
    MATCH (n0)-[r2:`CAPTURED` WHERE (r2.proposition IS NULL OR any(source IN r2.sources WHERE source IN $p0))]->(m2:`Place`)
    WITH m2, r2, m2.`name` + '' AS k3
    WITH m2, r2, k3 ORDER BY k3, m2.`iri`, coalesce(r2.`proposition`, '') LIMIT $p2
    CALL (r2) {
      MATCH (p4:Proposition {iri: r2.proposition})
      OPTIONAL MATCH (p4)<-[b4:`BEARS_ON`]-(c4:`Claim`) WHERE any(source IN c4.sources WHERE source IN $p0)
      WITH p4, c4, b4.role AS role, b4.group AS group, CASE WHEN c4.gone IS NULL THEN '' WHEN EXISTS { (c4)<-[:RETRACTS]-(x5:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c4:Claim) WHERE any(source IN x5.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c4)<-[:SUPERSEDES]-(x6:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c4:Claim) WHERE any(source IN x6.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
      WITH p4, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c4 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c4 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c4 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c4 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
      WITH *, p4.kind AS kind, coalesce(COLLECT { MATCH (p4)<-[r7:`ASSESSES`]-(a7:`Assessment`) RETURN a7.verdict ORDER BY a7.madeAt DESC, a7.recordedAt DESC, a7.iri DESC LIMIT 1 }[0], '') AS verdict
      WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
      RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c8
    }
    WITH *, COLLECT {
      MATCH (n9:`Resource`:`Proposition` {`iri`: r2.`proposition`}) USING INDEX n9:`Resource`(`iri`)
      CALL (n9) {
        WITH n9 AS p10
        OPTIONAL MATCH (p10)<-[b10:`BEARS_ON`]-(c10:`Claim`) WHERE any(source IN c10.sources WHERE source IN $p0)
        WITH p10, c10, b10.role AS role, b10.group AS group, CASE WHEN c10.gone IS NULL THEN '' WHEN EXISTS { (c10)<-[:RETRACTS]-(x11:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c10:Claim) WHERE any(source IN x11.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c10)<-[:SUPERSEDES]-(x12:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c10:Claim) WHERE any(source IN x12.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
        WITH p10, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c10 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c10 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c10 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c10 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
        WITH *, p10.kind AS kind, coalesce(COLLECT { MATCH (p10)<-[r13:`ASSESSES`]-(a13:`Assessment`) RETURN a13.verdict ORDER BY a13.madeAt DESC, a13.recordedAt DESC, a13.iri DESC LIMIT 1 }[0], '') AS verdict
        WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
        RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c14
      }
      CALL (n9, c14) {
        WITH c14[4] AS w15
        MATCH (n9)<-[b16:`BEARS_ON`]-(c16:`Claim`)
        WHERE b16.role IN $p10[w15] AND any(source IN c16.sources WHERE source IN $p0) AND ($p11[w15] OR CASE WHEN c16.gone IS NULL THEN '' WHEN EXISTS { (c16)<-[:RETRACTS]-(x17:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c16:Claim) WHERE any(source IN x17.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c16)<-[:SUPERSEDES]-(x18:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c16:Claim) WHERE any(source IN x18.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END = '')
        WITH DISTINCT c16 ORDER BY c16.iri LIMIT $p2
        RETURN collect([c16.`iri`]) AS c19
      }
      RETURN [
        c14[0],
        [c14[4], c19],
        COUNT { (n9)<-[r20:`CONTENT`]-(m20:`Claim` WHERE any(source IN m20.sources WHERE source IN $p0)) }
      ]
    }[0] AS c21
    RETURN [coalesce(c8[0], $p9), c8[1], c21, [m2.`name`]]
  } AS c22
  RETURN collect([
    n0.`name`,
    [
      c22,
      COUNT { (n0)-[r23:`CAPTURED` WHERE (r23.proposition IS NULL OR any(source IN r23.sources WHERE source IN $p0))]->(m23:`Place`) }
    ],
    COUNT { (n0)-[r24:`CAPTURED` WHERE (r24.proposition IS NULL OR EXISTS { (p25:Proposition {iri: r24.proposition})<-[b25:`BEARS_ON`]-(c25:`Claim`) WHERE b25.projects AND none(source IN c25.sources WHERE source IN $p12) })]->(m24:`Place`) }
  ]) AS c26
}
CALL () {
  MATCH (n27:`Agent`)
  WHERE COUNT { (n27)-[r28:`CAPTURED` WHERE (r28.proposition IS NULL OR any(source IN r28.sources WHERE source IN $p0))]->(m28:`Place`) } >= $p1
  RETURN count(n27) AS c29
}
CALL () {
  MATCH (n30:`Proposition`)
  WHERE (COLLECT {
    WITH n30 AS p31
    OPTIONAL MATCH (p31)<-[b31:`BEARS_ON`]-(c31:`Claim`)
    WITH p31, c31, b31.role AS role, b31.group AS group, CASE WHEN c31.gone IS NULL THEN '' WHEN EXISTS { (c31)<-[:RETRACTS]-(x32:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c31:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c31)<-[:SUPERSEDES]-(x33:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c31:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p31, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c31 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c31 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c31 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c31 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p31.kind AS kind, coalesce(COLLECT { MATCH (p31)<-[r34:`ASSESSES`]-(a34:`Assessment`) RETURN a34.verdict ORDER BY a34.madeAt DESC, a34.recordedAt DESC, a34.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] = $p13) AND ((n30.validTimeEarliest IS NULL OR n30.validTimeEarliest <= coalesce($p15, date('9999-12-31'))) AND (n30.validTimeLatest IS NULL OR n30.validTimeLatest >= coalesce($p14, date('0001-01-01'))) AND COLLECT {
    WITH n30 AS p36
    OPTIONAL MATCH (p36)<-[b36:`BEARS_ON`]-(c36:`Claim`)
    WITH p36, c36, b36.role AS role, b36.group AS group, CASE WHEN c36.gone IS NULL THEN '' WHEN EXISTS { (c36)<-[:RETRACTS]-(x37:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c36:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c36)<-[:SUPERSEDES]-(x38:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c36:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p36, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c36 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c36 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c36 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c36 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p36.kind AS kind, coalesce(COLLECT { MATCH (p36)<-[r39:`ASSESSES`]-(a39:`Assessment`) RETURN a39.verdict ORDER BY a39.madeAt DESC, a39.recordedAt DESC, a39.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] IN $p16)
  WITH n30, COLLECT {
    WITH n30 AS p40
    OPTIONAL MATCH (p40)<-[b40:`BEARS_ON`]-(c40:`Claim`)
    WITH p40, c40, b40.role AS role, b40.group AS group, CASE WHEN c40.gone IS NULL THEN '' WHEN EXISTS { (c40)<-[:RETRACTS]-(x41:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c40:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c40)<-[:SUPERSEDES]-(x42:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c40:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p40, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c40 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c40 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c40 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c40 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p40.kind AS kind, coalesce(COLLECT { MATCH (p40)<-[r43:`ASSESSES`]-(a43:`Assessment`) RETURN a43.verdict ORDER BY a43.madeAt DESC, a43.recordedAt DESC, a43.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][2] AS k44
  WITH n30, k44 ORDER BY k44 DESC, n30.`iri` LIMIT $p6
  CALL (n30) {
    WITH n30 AS p45
    OPTIONAL MATCH (p45)<-[b45:`BEARS_ON`]-(c45:`Claim`)
    WITH p45, c45, b45.role AS role, b45.group AS group, CASE WHEN c45.gone IS NULL THEN '' WHEN EXISTS { (c45)<-[:RETRACTS]-(x46:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c45:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c45)<-[:SUPERSEDES]-(x47:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c45:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p45, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c45 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c45 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c45 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c45 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p45.kind AS kind, coalesce(COLLECT { MATCH (p45)<-[r48:`ASSESSES`]-(a48:`Assessment`) RETURN a48.verdict ORDER BY a48.madeAt DESC, a48.recordedAt DESC, a48.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c49
  }
  RETURN collect([n30.`text`, c49[0]]) AS c50
}
RETURN [[c26, c29], c50] AS data
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
