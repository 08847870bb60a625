CALL () {
  MATCH (n0:`Claim`)
  RETURN count(n0) AS c1
}
CALL () {
  MATCH (n2:`Event`)
  RETURN count(n2) AS c3
}
CALL () {
  MATCH (n4:`Resource`)
  RETURN count(n4) AS c5
}
RETURN [c1, c3, c5] AS data
