RETURN [
  COUNT {
    MATCH (n0:`Claim`)
  },
  COUNT {
    MATCH (n1:`Event`)
  },
  COUNT {
    MATCH (n2:`Resource`)
  }
] AS data
