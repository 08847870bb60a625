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
  WHERE (n30.`status` = $p13) AND ((n30.validTimeEarliest IS NULL OR n30.validTimeEarliest <= coalesce($p15, date('9999-12-31'))) AND (n30.validTimeLatest IS NULL OR n30.validTimeLatest >= coalesce($p14, date('0001-01-01'))) AND n30.`status` IN $p16)
  WITH n30 ORDER BY n30.`denials` DESC, n30.`iri` LIMIT $p6
  RETURN collect([n30.`text`, n30.`status`]) AS c32
}
CALL () {
  MATCH (n33:`Proposition`)
  WHERE (COLLECT {
    WITH n33 AS p34
    OPTIONAL MATCH (p34)<-[b34:`BEARS_ON`]-(c34:`Claim`) WHERE any(source IN c34.sources WHERE source IN $p0)
    WITH p34, c34, b34.role AS role, b34.group AS group, CASE WHEN c34.gone IS NULL THEN '' WHEN EXISTS { (c34)<-[:RETRACTS]-(x35:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c34:Claim) WHERE any(source IN x35.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c34)<-[:SUPERSEDES]-(x36:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c34:Claim) WHERE any(source IN x36.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p34, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c34 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c34 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c34 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c34 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p34.kind AS kind, coalesce(COLLECT { MATCH (p34)<-[r37:`ASSESSES`]-(a37:`Assessment`) RETURN a37.verdict ORDER BY a37.madeAt DESC, a37.recordedAt DESC, a37.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] = $p17) AND (EXISTS { (n33)<-[b38:`CONTENT`|`BEARS_ON`]-(c38:`Claim`) WHERE coalesce(b38.role, '') <> 'DENIES' AND any(source IN c38.sources WHERE source IN $p0) } AND COLLECT {
    WITH n33 AS p39
    OPTIONAL MATCH (p39)<-[b39:`BEARS_ON`]-(c39:`Claim`) WHERE any(source IN c39.sources WHERE source IN $p0)
    WITH p39, c39, b39.role AS role, b39.group AS group, CASE WHEN c39.gone IS NULL THEN '' WHEN EXISTS { (c39)<-[:RETRACTS]-(x40:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c39:Claim) WHERE any(source IN x40.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c39)<-[:SUPERSEDES]-(x41:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c39:Claim) WHERE any(source IN x41.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p39, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c39 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c39 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c39 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c39 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p39.kind AS kind, coalesce(COLLECT { MATCH (p39)<-[r42:`ASSESSES`]-(a42:`Assessment`) RETURN a42.verdict ORDER BY a42.madeAt DESC, a42.recordedAt DESC, a42.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][0] IN $p18)
  WITH n33, COLLECT {
    WITH n33 AS p43
    OPTIONAL MATCH (p43)<-[b43:`BEARS_ON`]-(c43:`Claim`) WHERE any(source IN c43.sources WHERE source IN $p0)
    WITH p43, c43, b43.role AS role, b43.group AS group, CASE WHEN c43.gone IS NULL THEN '' WHEN EXISTS { (c43)<-[:RETRACTS]-(x44:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c43:Claim) WHERE any(source IN x44.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c43)<-[:SUPERSEDES]-(x45:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c43:Claim) WHERE any(source IN x45.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p43, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c43 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c43 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c43 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c43 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p43.kind AS kind, coalesce(COLLECT { MATCH (p43)<-[r46:`ASSESSES`]-(a46:`Assessment`) RETURN a46.verdict ORDER BY a46.madeAt DESC, a46.recordedAt DESC, a46.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN [$p8[rule], origins, denials, flags, rule]
  }[0][1] AS k47
  WITH n33, k47 ORDER BY k47 DESC, n33.`iri` LIMIT $p6
  CALL (n33) {
    WITH n33 AS p48
    OPTIONAL MATCH (p48)<-[b48:`BEARS_ON`]-(c48:`Claim`) WHERE any(source IN c48.sources WHERE source IN $p0)
    WITH p48, c48, b48.role AS role, b48.group AS group, CASE WHEN c48.gone IS NULL THEN '' WHEN EXISTS { (c48)<-[:RETRACTS]-(x49:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c48:Claim) WHERE any(source IN x49.sources WHERE source IN $p0) } THEN 'RETRACTED' WHEN EXISTS { (c48)<-[:SUPERSEDES]-(x50:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c48:Claim) WHERE any(source IN x50.sources WHERE source IN $p0) } THEN 'SUPERSEDED' ELSE '' END AS gone
    WITH p48, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c48 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c48 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c48 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c48 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
    WITH *, p48.kind AS kind, coalesce(COLLECT { MATCH (p48)<-[r51:`ASSESSES`]-(a51:`Assessment`) RETURN a51.verdict ORDER BY a51.madeAt DESC, a51.recordedAt DESC, a51.iri DESC LIMIT 1 }[0], '') AS verdict
    WITH *, CASE WHEN asserting >= $p1 AND retracted = asserting THEN 0 WHEN asserting >= $p1 AND takenBack = asserting THEN 1 WHEN verdict = $p3 THEN 2 WHEN verdict = $p4 THEN 3 WHEN kind IN $p5 THEN 4 WHEN denials >= $p1 THEN 5 WHEN flags >= $p1 THEN 6 WHEN origins >= $p6 THEN 7 WHEN ownVoice = $p1 AND origins = $p7 THEN 8 WHEN true THEN 9 END AS rule
    RETURN head(collect([$p8[rule], origins, denials, flags, rule])) AS c52
  }
  RETURN collect([n33.`text`, c52[0]]) AS c53
}
RETURN [[c26, c29], c32, c53] AS data
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
// $p17: Literal(value=<Status.V_ATTRIBUTED: 'ATTRIBUTED'>)
// $p18: Literal(value=[<Status.V_ATTRIBUTED: 'ATTRIBUTED'>])
