// Relations: who took part in what, and as what
// A relation may carry properties of its own, here a role.
MATCH (event:Event)-[part:PARTICIPANT]->(who)
RETURN event.name AS event, event.when AS day, who.name AS who, part.role AS role ORDER BY day, event, who
