// Relations: places within places
// A transitive relation is one relationship, followed any number of times.
MATCH path = (:Place)-[:WITHIN*1..5]->(:Region {name: 'Belgorod region'})
RETURN path
