"""Relations as steps."""

from graph.ir import Step
from schema.model import Relation

FOLLOWED = 15
"""How many times a transitive relation is followed at most: deeper hierarchies are rare, and an unbounded walk has no cost limit."""


def step_over(relation: Relation, transitive: bool = False) -> Step:
    """Return the step over a relation, once or (`transitive`) any number of times up to the bound; a closure begins with none."""
    if relation.closure:
        return Step(relation.type, relation.direction, relation.target, FOLLOWED, least=0)
    return Step(relation.type, relation.direction, relation.target, FOLLOWED if transitive else 1)
