RETURN COLLECT {
  MATCH (e:Event) WHERE e.iri IS NOT NULL
  WITH e ORDER BY e.iri LIMIT 100
  RETURN [e.iri, e.name, e.when,
    COLLECT { MATCH (e)-[:PLACE]->(p:Place) WITH p ORDER BY p.iri LIMIT 20 RETURN [p.iri, p.name] },
    COLLECT { MATCH (e)-[:PARTICIPANT]->(a:Participant) WITH a ORDER BY a.iri LIMIT 20 RETURN [a.iri, a.name] }]
}
