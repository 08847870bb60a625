"""Odd things for a graph: ties, missing values, loops, several relationships between the same two nodes, text of all kinds, open dates."""

_AT = "https://w3id.org/claimgraph/id/odd-"

_PEOPLE = f"""
UNWIND [
  {{n: 1, name: "🚀 Rocket", age: 41, unnamed: false, recordedAt: datetime("2020-01-01T00:00:00Z"), ru: "Ракета", description: "Same"}},
  {{n: 2, name: "Þ 龍", age: 41, unnamed: true, recordedAt: datetime("2020-01-01T00:00:00.25Z"), description: "Same"}},
  {{n: 3, name: "\\"quoted\\" \\\\ `$p0`", recordedAt: datetime("2021-06-01T12:00:00Z"), description: ""}},
  {{n: 4, name: "שלום", age: 0, recordedAt: datetime("2021-06-01T12:00:00Z"), ru: ""}},
  {{n: 5, name: "Ångström", age: -3, unnamed: true, recordedAt: datetime("2020-01-01T00:00:00Z")}},
  {{n: 6, name: "ångström", recordedAt: datetime("2020-01-01T00:00:00Z"), ru: "Ракета"}},
  {{n: 7, name: "Ångström", age: 2147483647, recordedAt: datetime("2020-01-01T00:00:00Z")}},
  {{n: 8, name: "Ａｂｃ", description: "🚀", recordedAt: datetime("2020-01-01T00:00:00Z")}},
  {{n: 9, name: "ﷺ", description: "豈"}}
] AS row
CREATE (p:Person:Agent:Participant:Resource {{iri: "{_AT}person-" + row.n, version: row.n % 3, altNames: [row.name, "Alias"], `altNames@en`: [row.name, "Alias"]}})
SET p += row, p.`name@ru` = row.ru, p.`name@` = row.name, p.`description@en` = row.description, p.n = null, p.ru = null
"""
_PLACES = f"""
UNWIND range(1, 18) AS n
CREATE (p:Area:Place:Resource {{iri: "{_AT}area-" + n, name: "Area " + (n % 4), `name@en`: "Area " + (n % 4), version: 1}})
SET p.location = CASE WHEN n % 3 = 0 THEN point({{latitude: 50.0 + n / 10.0, longitude: 36.0 - n / 5.0}}) END
WITH collect(p) AS areas
FOREACH (i IN range(0, 16) | FOREACH (a IN [areas[i]] | FOREACH (b IN [areas[i + 1]] | CREATE (a)-[:WITHIN]->(b))))
FOREACH (i IN range(0, 2) | FOREACH (a IN [areas[i]] | FOREACH (b IN [areas[(i + 1) % 3]] | CREATE (a)-[:EAST_OF]->(b))))
FOREACH (a IN [areas[4]] | CREATE (a)-[:WITHIN]->(a) CREATE (a)-[:BORDERS]->(a))
"""
_SEVERAL = f"""
MATCH (q:Proposition) WITH q ORDER BY q.iri LIMIT 3 WITH collect(q.iri) AS propositions
MATCH (a:Area {{iri: "{_AT}area-1"}}), (b:Area {{iri: "{_AT}area-2"}}), (c:Area {{iri: "{_AT}area-3"}}), (p:Person {{iri: "{_AT}person-1"}}), (g:ArmedGroup)
WITH * ORDER BY g.iri
WITH propositions, a, b, c, p, collect(g) AS groups
CREATE (a)-[:BORDERS]->(b), (c)-[:BORDERS]->(a)
FOREACH (i IN range(0, 2) |
  CREATE (a)-[:BORDERS {{proposition: propositions[i], status: ["DISPUTED", "ATTRIBUTED", "DISPUTED"][i], origins: i, denials: 1 - i % 2}}]->(b)
  FOREACH (g IN [groups[i]] |
    CREATE (p)-[:LEADS {{validTime: "2022/..", validTimeEarliest: date("2022-01-01")}}]->(g)
    CREATE (p)-[:LEADS {{proposition: propositions[i], status: "CORROBORATED", origins: 2, denials: 0, validTime: "2023-05",
                         validTimeEarliest: date("2023-05-01"), validTimeLatest: date("2023-05-31")}}]->(g)
    CREATE (g)-[:BASED_IN {{validTime: "../2021", validTimeLatest: date("2021-12-31")}}]->(a)))
"""
_EVENTS = f"""
UNWIND [["1", "../2023-05-22", null, date("2023-05-22")], ["2", "2023-05-22/..", date("2023-05-22"), null], ["3", "2023", date("2023-01-01"), date("2023-12-31")],
        ["4", "1985?/2000", date("1985-01-01"), date("2000-12-31")], ["5", null, null, null], ["6", "../..", null, null],
        ["7", "0001-01-01", date("0001-01-01"), date("0001-01-01")], ["8", "0001", date("0001-01-01"), date("0001-12-31")],
        ["9", "2023-05", date("2023-05-01"), date("2023-05-31")], ["10", "9999-12-31", date("9999-12-31"), date("9999-12-31")],
        ["11", "2023-04-22/2023-05-22", date("2023-04-22"), date("2023-05-22")], ["12", "2023-04-20/2023-05-22", date("2023-04-20"), date("2023-05-22")]] AS row
CREATE (e:Event:Resource {{iri: "{_AT}event-" + row[0], name: "Event", `name@en`: "Event", eventType: "INVASION", version: 1}})
SET e.when = row[1], e.whenEarliest = row[2], e.whenLatest = row[3],
    e.whenLasting = CASE WHEN row[1] IS NULL OR row[2] > date("0001-01-01") AND row[3] <= row[2] + duration("P31D") THEN null ELSE coalesce(row[2], date("0001-01-01")) END
WITH collect(e) AS events
FOREACH (i IN range(0, 3) | FOREACH (a IN [events[i]] | FOREACH (b IN [events[i + 1]] | CREATE (a)-[:AFTER]->(b) CREATE (b)-[:PART_OF]->(a))))
FOREACH (a IN [events[3]] | FOREACH (b IN [events[1]] | CREATE (b)-[:AFTER]->(a)))
"""
ODD = (_PEOPLE, _PLACES, _SEVERAL, _EVENTS)
"""Cypher statements, in their order."""
