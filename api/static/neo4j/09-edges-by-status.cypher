// Projected edges, by status
// What claims say is there as a relationship between the things themselves, with a status that is computed and never typed in.
MATCH (a:Resource)-[r]->(b:Resource) WHERE r.proposition IS NOT NULL AND r.status IS NOT NULL
RETURN r.status AS status, count(*) AS edges, collect(a.name + ' ' + type(r) + ' ' + b.name)[..4] AS some ORDER BY edges DESC, status
