"""Rules of reading out of a policy file: who may read which class, which property, which instances.

    [[hidden]]
    class = "Passage"
    least = "editor"
    where = '{document: {name: {contains: "confidential"}}}'     of these instances only, as GraphQL's `where` says it

    [[hidden]]
    class = "Person"
    properties = ["age"]                                         of these properties only
    least = "editor"

A rule holds for whoever has less than its `least` role. It is planned once, by what plans queries.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphql import GraphQLError, GraphQLSchema, ObjectValueNode, parse_value, print_ast

from graph.actors import ROLES, Role
from graph.cypher.compiler import compile_query
from graph.document import Documents
from graph.edtf import SUFFIXES
from graph.guard import DocumentLimits
from graph.ir import Hidden, Page, Predicate, Rules
from graph.parameters import Conversions
from graph.plan import plan
from graph.plan.context import Context
from graph.views import Terms
from schema.errors import ClaimgraphError, SettingsError
from schema.model import Class, Model

MEMBERS = ("class", "least", "where", "properties")


def read_policy(path: Path, model: Model, schema: GraphQLSchema) -> Mapping[Role, Rules]:
    """Return what is hidden from each role that may not read all; raises SettingsError, which names the rule."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # tomllib's and Unicode's errors are ValueErrors
        raise SettingsError(f"CLAIMGRAPH_POLICY: {path}: {' '.join(str(error).split())}") from None
    rules = given.pop("hidden", None)
    if given or not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise SettingsError(f"CLAIMGRAPH_POLICY: {path}: a policy has [[hidden]] and nothing else")
    hidden = [_Rule(f"CLAIMGRAPH_POLICY: {path}: rule {number}", rule, model, schema).read() for number, rule in enumerate(rules, 1)]
    kinds = Terms.of(model).kinds
    found: dict[Role, Rules] = {}
    for role in ROLES:
        if several := tuple(one for least, one in hidden if ROLES.index(role) < ROLES.index(least)):
            found[role] = Rules(several, weighs=any(one.label in kinds and not one.attributes for one in several))
    return found


class _Rule:
    """One rule, as it is read."""

    def __init__(self, place: str, given: Mapping[str, Any], model: Model, schema: GraphQLSchema) -> None:
        self._place, self._given, self._model, self._schema = place, given, model, schema

    def read(self) -> tuple[Role, Hidden]:
        """Return the role that sees it all the same, and what is hidden."""
        for name in self._given:
            if name not in MEMBERS:
                raise self._fault(f"{name!r} is none of: {', '.join(MEMBERS)}")
        least = self._given.get("least")
        if least not in ROLES[1:]:
            raise self._fault(f"least is {least!r}: it must be one of: {', '.join(ROLES[1:])}")
        label = self._given.get("class")
        cls = self._model.classes.get(label) if isinstance(label, str) else None
        if cls is None:
            raise self._fault(f"the ontology has no class {label!r}")
        if "where" in self._given and "properties" in self._given:
            raise self._fault("it has 'where' and 'properties': properties are hidden of all instances")
        own = {cls.name, *cls.descendants}
        among = tuple(other.name for other in self._model.classes.values() if own & {other.name, *other.descendants})
        return least, Hidden(cls.name, self._where(cls), self._properties(cls), among)

    def _fault(self, text: str) -> SettingsError:
        return SettingsError(f"{self._place}: {text}")

    def _properties(self, cls: Class) -> tuple[str, ...]:
        names = self._given.get("properties", [])
        if not isinstance(names, list) or "properties" in self._given and not names:
            raise self._fault("properties must be a list of names")
        for name in names:
            attribute = cls.attributes.get(name) if isinstance(name, str) else None
            if attribute is None:
                raise self._fault(f"{cls.name} has no property {name!r} with values (relations cannot be hidden, what they lead to can)")
            below = [self._model.classes[one].attributes[name] for one in (cls.name, *cls.descendants)]
            if any(one.required for one in below) or attribute.derived:
                raise self._fault(f"{cls.name}.{name} cannot read as null: it is {'computed' if attribute.derived else 'required'}")
        return tuple(kept for name in names for kept in (name, *(name + suffix for suffix in SUFFIXES if cls.attributes[name].datatype == "EDTF")))

    def _where(self, cls: Class) -> Predicate | None:
        text = self._given.get("where")
        if text is None:
            return None
        try:
            value = parse_value(text)
            if not isinstance(value, ObjectValueNode):
                raise self._fault(f'where is {text!r}: it must be an object, such as {{id: {{eq: "id:x"}}}}')
            return self._planned(cls, print_ast(value))
        except (GraphQLError, TypeError) as error:
            raise self._fault(f"where: {str(error).splitlines()[0]}") from None

    def _planned(self, cls: Class, where: str) -> Predicate | None:
        try:
            document = Documents(self._schema, DocumentLimits()).get(f"{{ {cls.plural}(where: {where}) {{ totalCount }} }}")
            query = plan(Context(self._model, self._schema, {}, {}), document.operation(None))
            Conversions(self._model.prefixes).bind(compile_query(query).parameters, {})  # an IRI that is none is found here
        except ClaimgraphError as error:
            raise self._fault(f"where: {error.message.splitlines()[0]}") from None
        source = query.roots[0].source
        assert isinstance(source, Page)
        return source.where
