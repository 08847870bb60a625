CALL () {
  CALL () {
    MATCH (p0:Proposition)-[:CONFLICTS_WITH]-(:Proposition)
    RETURN p0
    UNION
    MATCH (c1:Claim)-[b2:BEARS_ON]->(p0:Proposition)
    WHERE b2.role = 'DENIES' AND c1.stance IN $p0
    RETURN p0
  }
  WITH DISTINCT p0 WHERE EXISTS { (p0)<-[b4:BEARS_ON]-(c3:Claim) WHERE b4.role = 'ASSERTS' AND CASE WHEN c3.gone IS NULL THEN '' WHEN EXISTS { (c3)<-[:RETRACTS]-(x5:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c3:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c3)<-[:SUPERSEDES]-(x6:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c3:Claim) } THEN 'SUPERSEDED' ELSE '' END = '' }
  CALL (p0) {
    MATCH SHORTEST 1 (p0)(()-[r8:CONFLICTS_WITH|BEARS_ON WHERE type(r8) <> 'BEARS_ON' OR r8.role = 'DENIES']-(n9 WHERE (n9:Proposition AND EXISTS { (n9)<-[b14:BEARS_ON]-(c13:Claim) WHERE b14.role = 'ASSERTS' AND CASE WHEN c13.gone IS NULL THEN '' WHEN EXISTS { (c13)<-[:RETRACTS]-(x15:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c13:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c13)<-[:SUPERSEDES]-(x16:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c13:Claim) } THEN 'SUPERSEDED' ELSE '' END = '' }) OR (n9:Claim AND n9.stance IN $p0 AND CASE WHEN n9.gone IS NULL THEN '' WHEN EXISTS { (n9)<-[:RETRACTS]-(x11:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(n9:Claim) } THEN 'RETRACTED' WHEN EXISTS { (n9)<-[:SUPERSEDES]-(x12:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(n9:Claim) } THEN 'SUPERSEDED' ELSE '' END = '')))*(p10:Proposition)
    WITH DISTINCT p10 ORDER BY p10.iri
    RETURN collect(p10) AS c18
  }
  WITH DISTINCT c18
  CALL (c18) {
    UNWIND c18 AS p19
    MATCH (p19)<-[b21:BEARS_ON]-(c20:Claim)
    WHERE (b21.role = 'ASSERTS' OR b21.role = 'DENIES' AND c20.stance IN $p0) AND CASE WHEN c20.gone IS NULL THEN '' WHEN EXISTS { (c20)<-[:RETRACTS]-(x22:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c20:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c20)<-[:SUPERSEDES]-(x23:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c20:Claim) } THEN 'SUPERSEDED' ELSE '' END = ''
    RETURN [count(DISTINCT CASE WHEN b21.group <> '' THEN b21.group END), count(DISTINCT c20), count(CASE WHEN b21.role = 'DENIES' THEN 1 END)] AS c24
  }
  WITH * WHERE size(c18) > 1 OR c24[2] > 0
  WITH * ORDER BY c24[0] DESC, c24[1] DESC, head(c18).iri LIMIT $p1
  CALL (c18) {
    UNWIND c18 AS p25
    MATCH (p25)-[r26:CONFLICTS_WITH]-(o27:Proposition)
    WHERE o27 IN c18
    WITH DISTINCT r26.basis AS reason ORDER BY reason
    RETURN collect(reason) AS c28
  }
  CALL (c18) {
    UNWIND c18[..$p2] AS p29
    CALL (p29) {
      MATCH (p29)<-[b31:BEARS_ON]-(c30:Claim)
      WHERE b31.role = 'ASSERTS' AND CASE WHEN c30.gone IS NULL THEN '' WHEN EXISTS { (c30)<-[:RETRACTS]-(x32:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c30:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c30)<-[:SUPERSEDES]-(x33:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c30:Claim) } THEN 'SUPERSEDED' ELSE '' END = ''
      MATCH (c30)-[:CLAIMANT]->(n34:`Agent`)
      WITH DISTINCT n34 ORDER BY n34.iri LIMIT $p2
      RETURN collect([labels(n34), n34.`name`]) AS c35
    }
    CALL (p29) {
      MATCH (p29)<-[b37:BEARS_ON]-(c36:Claim)
      WHERE b37.role = 'DENIES' AND c36.stance IN $p0 AND CASE WHEN c36.gone IS NULL THEN '' WHEN EXISTS { (c36)<-[:RETRACTS]-(x38:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c36:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c36)<-[:SUPERSEDES]-(x39:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c36:Claim) } THEN 'SUPERSEDED' ELSE '' END = ''
      MATCH (c36)-[:CLAIMANT]->(n40:`Agent`)
      WITH DISTINCT n40 ORDER BY n40.iri LIMIT $p2
      RETURN collect([n40.`name`]) AS c41
    }
    CALL (p29) {
      MATCH (p29)<-[b43:BEARS_ON]-(c42:Claim)
      WHERE (b43.role = 'ASSERTS' OR b43.role = 'DENIES' AND c42.stance IN $p0) AND CASE WHEN c42.gone IS NULL THEN '' WHEN EXISTS { (c42)<-[:RETRACTS]-(x44:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c42:Claim) } THEN 'RETRACTED' WHEN EXISTS { (c42)<-[:SUPERSEDES]-(x45:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c42:Claim) } THEN 'SUPERSEDED' ELSE '' END = ''
      WITH DISTINCT c42 ORDER BY c42.iri LIMIT $p1
      RETURN collect([c42.`iri`, c42.`verb`]) AS c46
    }
    RETURN collect([[p29.`text`, p29.`status`], c35, c41, c46]) AS c47
  }
  RETURN collect([c28 + CASE WHEN c24[2] > 0 THEN ['DENIAL'] ELSE [] END, c24[0], c24[1], c47]) AS c48
}
CALL () {
  MATCH (a50:`Resource` {`iri`: $p3})<-[:`SUBJECT`|`OBJECT`|`DESCRIBES`]-(p49:Proposition)
  WITH DISTINCT p49 WHERE EXISTS { (p49)<-[b52:BEARS_ON]-(c51:Claim) WHERE b52.role = 'ASSERTS' AND any(source IN c51.sources WHERE source IN $p4) AND CASE WHEN c51.gone IS NULL THEN '' WHEN EXISTS { (c51)<-[:RETRACTS]-(x53:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c51:Claim) WHERE any(source IN x53.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (c51)<-[:SUPERSEDES]-(x54:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c51:Claim) WHERE any(source IN x54.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END = '' } AND EXISTS { (p49)<-[b55:`CONTENT`|`BEARS_ON`]-(c55:`Claim`) WHERE coalesce(b55.role, '') <> 'DENIES' AND any(source IN c55.sources WHERE source IN $p4) }
  CALL (p49) {
    MATCH SHORTEST 1 (p49)(()-[r56:CONFLICTS_WITH|BEARS_ON WHERE type(r56) <> 'BEARS_ON' OR r56.role = 'DENIES']-(n57 WHERE (n57:Proposition AND EXISTS { (n57)<-[b62:BEARS_ON]-(c61:Claim) WHERE b62.role = 'ASSERTS' AND any(source IN c61.sources WHERE source IN $p4) AND CASE WHEN c61.gone IS NULL THEN '' WHEN EXISTS { (c61)<-[:RETRACTS]-(x63:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c61:Claim) WHERE any(source IN x63.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (c61)<-[:SUPERSEDES]-(x64:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c61:Claim) WHERE any(source IN x64.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END = '' } AND EXISTS { (n57)<-[b65:`CONTENT`|`BEARS_ON`]-(c65:`Claim`) WHERE coalesce(b65.role, '') <> 'DENIES' AND any(source IN c65.sources WHERE source IN $p4) }) OR (n57:Claim AND n57.stance IN $p0 AND any(source IN n57.sources WHERE source IN $p4) AND CASE WHEN n57.gone IS NULL THEN '' WHEN EXISTS { (n57)<-[:RETRACTS]-(x59:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(n57:Claim) WHERE any(source IN x59.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (n57)<-[:SUPERSEDES]-(x60:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(n57:Claim) WHERE any(source IN x60.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END = '')))*(p58:Proposition)
    WITH DISTINCT p58 ORDER BY p58.iri
    RETURN collect(p58) AS c66
  }
  WITH DISTINCT c66
  CALL (c66) {
    UNWIND c66 AS p67
    MATCH (p67)<-[b69:BEARS_ON]-(c68:Claim)
    WHERE (b69.role = 'ASSERTS' OR b69.role = 'DENIES' AND c68.stance IN $p0) AND any(source IN c68.sources WHERE source IN $p4) AND CASE WHEN c68.gone IS NULL THEN '' WHEN EXISTS { (c68)<-[:RETRACTS]-(x70:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c68:Claim) WHERE any(source IN x70.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (c68)<-[:SUPERSEDES]-(x71:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c68:Claim) WHERE any(source IN x71.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END = ''
    RETURN [count(DISTINCT CASE WHEN b69.group <> '' THEN b69.group END), count(DISTINCT c68), count(CASE WHEN b69.role = 'DENIES' THEN 1 END)] AS c72
  }
  WITH * WHERE size(c66) > 1 OR c72[2] > 0
  WITH * ORDER BY c72[0] DESC, c72[1] DESC, head(c66).iri LIMIT $p2
  CALL (c66) {
    UNWIND c66[..$p5] AS p73
    CALL (p73) {
      WITH p73 AS p74
      OPTIONAL MATCH (p74)<-[b74:`BEARS_ON`]-(c74:`Claim`) WHERE any(source IN c74.sources WHERE source IN $p4)
      WITH p74, c74, b74.role AS role, b74.group AS group, CASE WHEN c74.gone IS NULL THEN '' WHEN EXISTS { (c74)<-[:RETRACTS]-(x75:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c74:Claim) WHERE any(source IN x75.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (c74)<-[:SUPERSEDES]-(x76:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c74:Claim) WHERE any(source IN x76.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END AS gone
      WITH p74, count(DISTINCT CASE WHEN role = 'ASSERTS' THEN c74 END) AS asserting, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = 'RETRACTED' THEN c74 END) AS retracted, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone <> '' THEN c74 END) AS takenBack, count(DISTINCT CASE WHEN role = 'ASSERTS' AND gone = '' AND group <> '' THEN group END) AS origins, count(DISTINCT CASE WHEN role = 'DENIES' AND gone = '' THEN group END) AS denials, count(DISTINCT CASE WHEN role = 'FLAGS' AND gone = '' THEN c74 END) AS flags, max(CASE WHEN role IN ['ASSERTS', 'NARRATES'] AND group = '' AND gone = '' THEN 1 ELSE 0 END) AS ownVoice
      WITH *, p74.kind AS kind, coalesce(COLLECT { MATCH (p74)<-[r77:`ASSESSES`]-(a77:`Assessment`) RETURN a77.verdict ORDER BY a77.madeAt DESC, a77.recordedAt DESC, a77.iri DESC LIMIT 1 }[0], '') AS verdict
      WITH *, CASE WHEN asserting >= $p5 AND retracted = asserting THEN 0 WHEN asserting >= $p5 AND takenBack = asserting THEN 1 WHEN verdict = $p6 THEN 2 WHEN verdict = $p7 THEN 3 WHEN kind IN $p8 THEN 4 WHEN denials >= $p5 THEN 5 WHEN flags >= $p5 THEN 6 WHEN origins >= $p1 THEN 7 WHEN ownVoice = $p5 AND origins = $p9 THEN 8 WHEN true THEN 9 END AS rule
      RETURN head(collect([$p10[rule], origins, denials, flags, rule])) AS c78
    }
    CALL (p73) {
      MATCH (p73)<-[b80:BEARS_ON]-(c79:Claim)
      WHERE b80.role = 'ASSERTS' AND any(source IN c79.sources WHERE source IN $p4) AND CASE WHEN c79.gone IS NULL THEN '' WHEN EXISTS { (c79)<-[:RETRACTS]-(x81:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c79:Claim) WHERE any(source IN x81.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (c79)<-[:SUPERSEDES]-(x82:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c79:Claim) WHERE any(source IN x82.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END = ''
      MATCH (c79)-[:CLAIMANT]->(n83:`Agent`)
      WITH DISTINCT n83 ORDER BY n83.iri LIMIT $p2
      RETURN collect([n83.`name`]) AS c84
    }
    CALL (p73) {
      MATCH (p73)<-[b86:BEARS_ON]-(c85:Claim)
      WHERE b86.role = 'DENIES' AND c85.stance IN $p0 AND any(source IN c85.sources WHERE source IN $p4) AND CASE WHEN c85.gone IS NULL THEN '' WHEN EXISTS { (c85)<-[:RETRACTS]-(x87:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c85:Claim) WHERE any(source IN x87.sources WHERE source IN $p4) } THEN 'RETRACTED' WHEN EXISTS { (c85)<-[:SUPERSEDES]-(x88:Claim)-[:CLAIMANT]->(:Agent)<-[:CLAIMANT]-(c85:Claim) WHERE any(source IN x88.sources WHERE source IN $p4) } THEN 'SUPERSEDED' ELSE '' END = ''
      MATCH (c85)-[:CLAIMANT]->(n89:`Agent`)
      WITH DISTINCT n89 ORDER BY n89.iri LIMIT $p2
      RETURN collect([n89.`name`]) AS c90
    }
    RETURN collect([[p73.`iri`, c78[0]], c84, c90]) AS c91
  }
  RETURN collect([c91]) AS c92
}
RETURN [c48, c92] AS data
// $p0: Literal(value=['DENIES'])
// $p1: Literal(value=2)
// $p2: Literal(value=20)
// $p3: Literal(value='id:ua-gov', conversion='iri')
// $p4: Literal(value=['id:medvedev', 'id:podolyak'], conversion='iris')
// $p5: Literal(value=1)
// $p6: Literal(value='VERIFIED')
// $p7: Literal(value='REFUTED')
// $p8: Literal(value=['COMMISSIVE', 'DIRECTIVE', 'EVALUATION', 'NORMATIVE', 'PREDICTION'])
// $p9: Literal(value=0)
// $p10: Literal(
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
