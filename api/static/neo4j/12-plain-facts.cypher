// Plain facts: edges that rest on no claim
MATCH (a:Participant|Place)-[r]->(b:Participant|Place) WHERE r.proposition IS NULL
RETURN a, r, b LIMIT 60
