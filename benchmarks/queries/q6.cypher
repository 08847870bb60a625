RETURN COLLECT { MATCH (c:Claim) WHERE c.stance IS NOT NULL WITH c.stance AS key, count(*) AS total RETURN [key, total] ORDER BY key }
