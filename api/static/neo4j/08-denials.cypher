// Contradictions: what is denied, and by whom
// A claim that denies projects no relation.
MATCH (who:Agent)<-[:CLAIMANT]-(denial:Claim {stance: 'DENIES'})-[:CONTENT]->(content:Proposition)
RETURN who.name AS who, content.text AS denies, content.status AS status, denial.quote AS words ORDER BY who, denies
