// Entities: the Legion, and what it is related to
// Colours are those of the explorer. Double-click a node for more; a click on an arrow shows its status, or none if it is a plain fact.
MATCH (legion:ArmedGroup {name: 'Freedom of Russia Legion'})-[r]-(thing:Participant|Place|Event)
RETURN legion, r, thing
