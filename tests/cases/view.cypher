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
      OPTIONAL MATCH (p4)<-[b4:BEARS_ON]-(c4:Claim) WHERE any(source IN c4.sources WHERE source IN $p0)
      WITH p4, c4, b4.role AS role, b4.group AS group, CASE WHEN c4.gone IS NULL THEN '' WHEN EXISTS { (c4)<-[:RETRACTS]-(x5:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c4:Claim) WHERE any(source IN x5.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c4)<-[:SUPERSEDES]-(x6:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c4:Claim) WHERE any(source IN x6.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
      WITH p4, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c4 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c4 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c4 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c4 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
      WITH *, p4.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p4) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
      WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
      RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c7
    }
    WITH *, COLLECT {
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
        WITH c12[4] AS w13
        MATCH (n8)<-[b14:BEARS_ON]-(c14:Claim)
        WHERE b14.role IN $p10[w13] AND any(source IN c14.sources WHERE source IN $p0) AND ($p11[w13] OR CASE WHEN c14.gone IS NULL THEN '' WHEN EXISTS { (c14)<-[:RETRACTS]-(x15:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c14:Claim) WHERE any(source IN x15.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c14)<-[:SUPERSEDES]-(x16:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c14:Claim) WHERE any(source IN x16.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END = '')
        WITH DISTINCT c14 ORDER BY c14.iri LIMIT $p2
        RETURN collect([c14.`iri`]) AS c17
      }
      RETURN [
        c12[0],
        [c12[4], c17],
        COUNT { (n8)<-[r18:`CONTENT` WHERE (r18.proposition IS NULL OR any(source IN r18.sources WHERE source IN $p0))]-(m18:`Claim` WHERE any(source IN m18.sources WHERE source IN $p0)) }
      ]
    }[0] AS c19
    RETURN [coalesce(c7[0], $p9), c7[1], c19, [m2.`name`]]
  } AS c20
  RETURN collect([
    n0.`name`,
    [
      c20,
      COUNT { (n0)-[r21:`CAPTURED` WHERE (r21.proposition IS NULL OR any(source IN r21.sources WHERE source IN $p0))]->(m21:`Place`) }
    ],
    COUNT { (n0)-[r22:`CAPTURED` WHERE (r22.proposition IS NULL OR EXISTS { (p23:Proposition {iri: r22.proposition})<-[b23:BEARS_ON]-(c23:Claim) WHERE b23.projects AND none(source IN c23.sources WHERE source IN $p12) })]->(m22:`Place`) }
  ]) AS c24
}
CALL () {
  MATCH (n25:`Agent`)
  WHERE COUNT { (n25)-[r26:`CAPTURED` WHERE (r26.proposition IS NULL OR any(source IN r26.sources WHERE source IN $p0))]->(m26:`Place`) } >= $p1
  RETURN count(n25) AS c27
}
CALL () {
  MATCH (n28:`Proposition`)
  WHERE (COLLECT {
    WITH n28 AS p29
    OPTIONAL MATCH (p29)<-[b29:BEARS_ON]-(c29:Claim)
    WITH p29, c29, b29.role AS role, b29.group AS group, CASE WHEN c29.gone IS NULL THEN '' WHEN EXISTS { (c29)<-[:RETRACTS]-(x30:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c29:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c29)<-[:SUPERSEDES]-(x31:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c29:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p29, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c29 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c29 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c29 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c29 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p29.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p29) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] = $p13) AND ((n28.validTimeEarliest IS NULL OR n28.validTimeEarliest <= coalesce($p15, date('9999-12-31'))) AND (n28.validTimeLatest IS NULL OR n28.validTimeLatest >= coalesce($p14, date('0001-01-01'))) AND COLLECT {
    WITH n28 AS p33
    OPTIONAL MATCH (p33)<-[b33:BEARS_ON]-(c33:Claim)
    WITH p33, c33, b33.role AS role, b33.group AS group, CASE WHEN c33.gone IS NULL THEN '' WHEN EXISTS { (c33)<-[:RETRACTS]-(x34:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c33:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c33)<-[:SUPERSEDES]-(x35:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c33:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p33, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c33 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c33 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c33 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c33 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p33.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p33) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] IN $p16)
  WITH n28, COLLECT {
    WITH n28 AS p36
    OPTIONAL MATCH (p36)<-[b36:BEARS_ON]-(c36:Claim)
    WITH p36, c36, b36.role AS role, b36.group AS group, CASE WHEN c36.gone IS NULL THEN '' WHEN EXISTS { (c36)<-[:RETRACTS]-(x37:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c36:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c36)<-[:SUPERSEDES]-(x38:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c36:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p36, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c36 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c36 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c36 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c36 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p36.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p36) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][2] AS k39
  WITH n28, k39 ORDER BY k39 DESC, n28.`iri` LIMIT $p6
  CALL (n28) {
    WITH n28 AS p40
    OPTIONAL MATCH (p40)<-[b40:BEARS_ON]-(c40:Claim)
    WITH p40, c40, b40.role AS role, b40.group AS group, CASE WHEN c40.gone IS NULL THEN '' WHEN EXISTS { (c40)<-[:RETRACTS]-(x41:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c40:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c40)<-[:SUPERSEDES]-(x42:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c40:Claim) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p40, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c40 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c40 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c40 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c40 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p40.kind AS kind, coalesce(COLLECT { MATCH (a:Assessment)-[:ASSESSES]->(p40) RETURN a.verdict ORDER BY a.madeAt DESC, a.recordedAt DESC, a.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c43
  }
  RETURN collect([n28.`text`, c43[0]]) AS c44
}
RETURN [[c24, c27], c44] AS data
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
