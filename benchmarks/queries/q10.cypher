RETURN COLLECT {
  MATCH (a:Resource {iri: $from}), (b:Resource {iri: $to})
  MATCH p = SHORTEST 10 (a)-[:LEADS|MEMBER_OF|PARTICIPANT|PLACE|WITHIN]-{1,4}(b)
  RETURN [length(p), [n IN nodes(p) | [n.iri, n.name]], [r IN relationships(p) | type(r)]]
}
