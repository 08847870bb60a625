RETURN COLLECT {
  MATCH (:Place {iri: $place})<-[:PLACE]-(e:Event)<-[:DESCRIBES]-(p:Proposition {status: 'DISPUTED'})<-[:CONTENT]-(c:Claim)
  WITH DISTINCT e, p, c ORDER BY c.assertedAtEarliest DESC, c.iri LIMIT 20
  RETURN [c.iri, c.stance, c.assertedAt, c.quote, COLLECT { MATCH (c)-[:CLAIMANT]->(a:Agent) RETURN [a.iri, a.name] }[0], p.status, e.iri, e.name,
    COLLECT { MATCH (e)-[:PLACE]->(q:Place) WITH q ORDER BY q.iri LIMIT 20 RETURN [q.iri, q.name] }]
}
