// Contradictions: what cannot be true together, and who says which
// `basis` tells why: it was marked so, or follows from the values.
MATCH (one:Proposition)-[conflict:CONFLICTS_WITH]-(other:Proposition)
WHERE one.iri < other.iri
MATCH (one)<-[:CONTENT]-(:Claim {stance: 'ASSERTS'})-[:CLAIMANT]->(first),
      (other)<-[:CONTENT]-(:Claim {stance: 'ASSERTS'})-[:CLAIMANT]->(second)
RETURN first.name AS who, one.text AS says, second.name AS `and who`, other.text AS `says that`, conflict.basis AS basis
ORDER BY says, who
