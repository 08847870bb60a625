"""Who asks, and what they may change: whoever serves says who somebody is, and may bring rules of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from schema.errors import Forbidden
from schema.mutations import Mutation

Role = Literal["reader", "editor", "admin"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody by name, with a role; what they change is logged under the name."""

    name: str
    role: Role = "editor"


LOCAL = Actor("local", "admin")
"""Whoever sits at this machine."""

Policy = Callable[[Actor, Mutation], None]
"""Raises Forbidden unless the actor may do that."""


def by_role(actor: Actor, mutation: Mutation) -> None:
    """Let editors and admins change everything, readers nothing."""
    if actor.role == "reader":
        raise Forbidden(f"{actor.name} may read only: {mutation.name} needs the role editor")
