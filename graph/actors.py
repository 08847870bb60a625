"""Who asks, and what they may change: whoever serves says who somebody is, and may bring rules of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from schema.errors import Forbidden
from schema.mutations import Mutation

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody by name, with a role; what they change is logged under the name."""

    name: str
    role: Role = "editor"


LOCAL = Actor("local", "admin")
"""Whoever sits at this machine."""

Policy = Callable[[Actor, Mutation], None]
"""Raises Forbidden unless the actor may do that."""


def check_role(actor: Actor, least: Role, what: str) -> None:
    """Raise Forbidden for an actor with less than a role."""
    if ROLES.index(actor.role) < ROLES.index(least):
        raise Forbidden(f"{actor.name} is {actor.role}: {what} needs the role {least}")


def by_role(actor: Actor, mutation: Mutation) -> None:
    """Let editors and admins change everything, readers nothing."""
    check_role(actor, "editor", mutation.name)
