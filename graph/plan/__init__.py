"""From a validated GraphQL operation to the IR."""

from graph.plan.operation import plan

__all__ = ["plan"]
