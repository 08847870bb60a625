RETURN COLLECT {
  CALL db.index.fulltext.queryNodes('resource_text', $lucene) YIELD node AS n, score
  WITH n, score ORDER BY score DESC, n.iri LIMIT 20
  RETURN [n.iri, n.name]
}
