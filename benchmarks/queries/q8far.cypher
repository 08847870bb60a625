RETURN COLLECT { MATCH (c:Claim) WHERE c.iri > $iri WITH c ORDER BY c.iri LIMIT 50 RETURN [c.iri, c.verb, c.stance] }
