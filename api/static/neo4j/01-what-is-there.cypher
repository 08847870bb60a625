// What is there
// Each class is a label, and every node has the labels of all classes above its own as well: a Settlement is a Place and a Resource.
MATCH (r:Resource) UNWIND labels(r) AS class
RETURN class, count(*) AS resources ORDER BY resources DESC, class
