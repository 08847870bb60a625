// What one source says: the Russian defence ministry
MATCH (ministry:Agent {name: 'Russian defence ministry'})<-[by:CLAIMANT]-(claim:Claim)-[says:CONTENT]->(content:Proposition)
OPTIONAL MATCH (content)-[about:SUBJECT|OBJECT|DESCRIBES]->(thing)
RETURN *
