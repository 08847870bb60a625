RETURN [COUNT { MATCH (:Event) }, COLLECT {
  MATCH (e:Event) WHERE e.iri IS NOT NULL
  WITH e ORDER BY e.iri LIMIT 50
  RETURN [e.iri, e.name, e.when, COLLECT { MATCH (e)-[r:PARTICIPANT]->(a:Participant) WITH r, a ORDER BY a.iri LIMIT 20 RETURN [r.role, a.iri, a.name] }]
}]
