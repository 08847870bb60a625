RETURN COLLECT {
  MATCH (a:Agent) WHERE a.iri IS NOT NULL AND a.name CONTAINS $text
  WITH a ORDER BY a.iri LIMIT 50
  RETURN [CASE WHEN a:Person THEN 'Person' WHEN a:ArmedGroup THEN 'ArmedGroup' WHEN a:GovernmentBody THEN 'GovernmentBody' WHEN a:ArmedForce THEN 'ArmedForce'
    WHEN a:Company THEN 'Company' WHEN a:Channel THEN 'Channel' WHEN a:CommentatorGroup THEN 'CommentatorGroup' WHEN a:Publisher THEN 'Publisher' END, a.iri, a.name]
}
