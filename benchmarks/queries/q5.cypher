RETURN COLLECT {
  MATCH (p:Person) WHERE p.iri IN $ids
  WITH p ORDER BY p.iri LIMIT 20
  RETURN [p.iri, p.name, COLLECT {
    MATCH (p)<-[:PARTICIPANT]-(e:Event)
    WITH e ORDER BY e.iri LIMIT 20
    RETURN [e.iri, e.name, COLLECT {
      MATCH (e)<-[:DESCRIBES]-(q:Proposition)
      WITH q ORDER BY q.iri LIMIT 2
      RETURN [q.iri, COLLECT {
        MATCH (q)<-[:CONTENT]-(c:Claim)
        WITH c ORDER BY c.iri LIMIT 5
        RETURN [c.iri, c.stance, COLLECT { MATCH (c)-[:CLAIMANT]->(a:Agent) RETURN [a.iri, a.name] }[0]]
      }]
    }]
  }]
}
