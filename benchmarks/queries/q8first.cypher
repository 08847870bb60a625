RETURN COLLECT { MATCH (c:Claim) WHERE c.iri IS NOT NULL WITH c ORDER BY c.iri LIMIT 50 RETURN [c.iri, c.verb, c.stance] }
