// Projected edges: what is disputed
MATCH (a:Resource)-[r {status: 'DISPUTED'}]->(b:Resource) WHERE r.proposition IS NOT NULL
RETURN a, r, b
