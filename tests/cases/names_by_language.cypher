CALL () {
  MATCH (n0:`Resource`:`Settlement` {`iri`: $p0}) USING INDEX n0:`Resource`(`iri`)
  RETURN head(collect([
    n0.`name`,
    coalesce(head([tag IN $p2 WHERE n0[$p1 + tag] IS NOT NULL | n0[$p1 + tag]]), n0.`name`),
    coalesce(head([tag IN $p3 WHERE n0[$p1 + tag] IS NOT NULL | n0[$p1 + tag]]), n0.`name`),
    coalesce(head([tag IN $p4 WHERE n0[$p1 + tag] IS NOT NULL | n0[$p1 + tag]]), n0.`name`),
    [key IN keys(n0) WHERE key STARTS WITH $p1 | [substring(key, size($p1)), n0[key]]],
    head([tag IN $p4 WHERE n0[$p5 + tag] IS NOT NULL | n0[$p5 + tag]])
  ])) AS c1
}
RETURN [c1] AS data
// $p0: Literal(value='id:kozinka', conversion='iri')
// $p1: Literal(value='name@')
// $p2: Literal(value=['ru'])
// $p3: Literal(value=['uk', 'ru'])
// $p4: Literal(value=['ka'])
// $p5: Literal(value='description@')
