// Projected edges: from an edge to the claims behind it
// `proposition` on the edge is the IRI of what the claims say.
MATCH (a:Agent)-[r:CAPTURED]->(b:Place)
MATCH (content:Proposition {iri: r.proposition})<-[:CONTENT]-(claim:Claim)-[:CLAIMANT]->(who)
RETURN a.name AS subject, type(r) AS relation, b.name AS object, r.status AS status, collect(who.name + ' ' + coalesce(claim.verb, claim.stance)) AS because
ORDER BY object
