CALL () {
  MATCH (n0:`Resource`:`ArmedGroup` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  RETURN head(collect([n0.`iri`, n0.`name`, labels(n0), coalesce(n0.`altNames`, []), n0.`description`])) AS c1
}
RETURN [c1] AS data
// $p0: Literal(value='id:frl', conversion='iri')
