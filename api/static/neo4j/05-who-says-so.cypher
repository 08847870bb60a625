// Claims: who says that Kozinka was captured
// A claim has one claimant, one stance and words; its content is a proposition, which is stored, and not thereby true.
MATCH (content:Proposition)-[about:SUBJECT|OBJECT]->(thing)
WHERE content.text CONTAINS 'captured Kozinka'
MATCH (content)<-[says:CONTENT]-(claim:Claim)-[by:CLAIMANT]->(who)
RETURN *
