"""What one call of a mutation does, in its turn: drafts, a plan, the write, what follows from it, and the objects to be shown."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from graph.evidence import reweigh
from graph.identity import SAME_AS
from graph.log import Turn
from graph.mutations.drafts import Draft, Drafting
from graph.mutations.evidence import Evidence
from graph.mutations.planning import Planned, Planner
from graph.mutations.problems import Path, Problem, Rejected
from graph.parameters import Conversions
from graph.store import Transaction
from graph.validation.written import Held
from graph.vocabulary import Vocabulary
from graph.write import Changes, Written, count_change, write
from schema.model import ROOT, Model
from schema.mutations import MOST_INPUTS, VERSION, Mutation

MOST_DELETED = 1_000
"""How many resources one deletion may take with it."""


@dataclass(slots=True)
class Done:
    """What came of a call: IRIs of the objects by field of the payload, other fields of it, and all that was changed."""

    objects: dict[str, Any] = field(default_factory=dict)
    plain: dict[str, Any] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)


class Calls:
    """Carries out calls under one Model. Raises Rejected with all that is wrong; then nothing was changed, if the transaction is rolled back."""

    def __init__(self, model: Model, conversions: Conversions) -> None:
        self._model = model
        self._conversions = conversions
        self._words = Vocabulary(model)
        self._evidence = Evidence(model)
        self._held = Held(model)
        self._versioned = {name for name, cls in model.classes.items() if any(VERSION in attribute.iris for attribute in cls.attributes.values())}

    async def call(self, mutation: Mutation, arguments: Mapping[str, Any], transaction: Transaction, turn: Turn) -> Done:
        """Do what a call asks for."""
        work: Callable[[Mutation, Mapping[str, Any], Transaction, Turn], Awaitable[Done]]
        match mutation.kind:
            case "upsert" | "upsertMany":
                work = self._upsert
            case "delete":
                work = self._delete
            case "record" | "retract" | "supersede":
                work = self._record
            case "judge":
                work = self._judge
            case "merge" | "unmerge":
                work = self._identify
        return await work(mutation, arguments, transaction, turn)

    # resources

    async def _upsert(self, mutation: Mutation, arguments: Mapping[str, Any], transaction: Transaction, turn: Turn) -> Done:
        many = mutation.kind == "upsertMany"
        inputs: Sequence[Any] = arguments["inputs"] if many else [arguments["input"]]
        versions = (arguments.get("ifVersions") or ()) if many else [arguments.get("ifVersion")]
        drafting = Drafting(self._model, self._conversions)
        if len(inputs) > MOST_INPUTS:
            raise Rejected([Problem("TOO_MANY", f"there are {len(inputs)} inputs, at most {MOST_INPUTS} are possible", ("inputs",))])
        if versions and len(versions) != len(inputs):
            raise Rejected([Problem("BAD_INPUT", f"there are {len(inputs)} inputs and {len(versions)} versions", ("ifVersions",))])
        drafts = [drafting.draft(mutation.cls, given, ("inputs", place) if many else ("input",)) for place, given in enumerate(inputs)]
        for draft, version in zip(drafts, versions or [None] * len(drafts), strict=True):
            draft.version = version
        planned, done = await self._write(drafting, transaction, turn)
        iris = [draft.iri for draft in drafts]
        created = [iri in planned.created for iri in iris]
        ((name, _),) = mutation.objects
        done.objects[name] = iris if many else iris[0]
        done.plain["created"] = sum(created) if many else created[0]
        return done

    async def _write(self, drafting: Drafting, transaction: Transaction, turn: Turn) -> tuple[Planned, Done]:
        """Plan and write drafts, and all that follows from them."""
        planner = Planner(self._model, self._words, transaction, turn, self._evidence.complete)
        planner.problems.extend(drafting.problems)
        planned = await planner.plan(drafting.drafts)
        planner.problems.extend(self._changed_judgements(drafting, planner))
        if planner.problems:
            raise Rejected(planner.problems)
        written = await write(transaction, planned.changes, turn.now)
        done = Done(touched=written.touched)
        related = {draft.iri for draft in drafting.drafts if draft.cls.name in self._versioned and not draft.is_reference} & done.touched
        if related := related - {row.iri for row in planned.changes.nodes}:
            await count_change(transaction, sorted(related), turn.now)
        await self._hold(transaction, written, {draft.iri: draft.path for draft in drafting.drafts})
        done.touched |= await self._follow(transaction, written, planned.retyped, turn)
        return planned, done

    async def _hold(self, transaction: Transaction, written: Written, paths: Mapping[str, Path]) -> None:
        """Raise Rejected if what was written breaks a shape or a rule."""
        found = await self._held.added(transaction, sorted(written.concerned))
        problems = []
        for violation in found:
            name = self._words.compact(str(violation.focus))
            problems.append(
                Problem("SHAPE", f"{name} {violation.message}", paths.get(str(violation.focus), ()), self._words.compact(violation.component), violation.mend)
            )
        if problems:
            raise Rejected(problems)

    def _changed_judgements(self, drafting: Drafting, planner: Planner) -> Iterator[Problem]:
        judgements = {iri for iri, known in planner.known.items() if self._evidence.is_judgement(known.labels)}
        paths = {draft.path: None for draft in drafting.drafts if draft.iri in judgements and not draft.is_reference}
        for path in {**paths, **{path: None for key, path in planner.paths.items() if key.start in judgements}}:
            yield Problem("APPEND_ONLY", "a judgement is never changed", path, mend="make another: the latest counts")

    async def _is_there(self, transaction: Transaction, iri: str) -> bool:
        return bool(await transaction.rows(f"MATCH (n:{ROOT} {{iri: $iri}}) RETURN n.iri", {"iri": iri}))

    async def _follow(self, transaction: Transaction, written: Written, retyped: set[str], turn: Turn) -> Set[str]:
        """Bring what is derived in accord with what was written; return what that changed."""
        if not self._model.has_evidence or not written.concerned:
            return frozenset()
        return (await reweigh(transaction, self._model, written.concerned, retyped, turn.now)).touched

    async def _delete(self, mutation: Mutation, arguments: Mapping[str, Any], transaction: Transaction, turn: Turn) -> Done:
        drafting = Drafting(self._model, self._conversions)
        iri, words = drafting.iri(arguments["id"], ("id",)), self._words
        if drafting.problems:
            raise Rejected(drafting.problems)
        found = await transaction.rows(f"MATCH (n:{ROOT} {{iri: $iri}}) RETURN labels(n), n.version", {"iri": iri})
        if not found:
            raise Rejected([Problem("NOT_FOUND", f"there is no {words.compact(iri)}", ("id",))])
        ((labels, version),) = found
        if mutation.cls.name not in labels:
            raise Rejected([Problem("WRONG_CLASS", f"{words.compact(iri)} is no {mutation.cls.name}", ("id",))])
        if self._evidence.is_judgement(set(labels)):
            raise Rejected([Problem("APPEND_ONLY", "a judgement is never taken back", ("id",), mend="make another: the latest counts")])
        if arguments.get("ifVersion") is not None and arguments["ifVersion"] != version:
            text = f"{words.compact(iri)} has the version {version}, expected {arguments['ifVersion']}"
            raise Rejected([Problem("VERSION_CONFLICT", text, ("ifVersion",), mend="read it again, and decide anew")])
        doomed = await self._with_those_that_need_it(transaction, iri, bool(arguments.get("withClaims")))
        written = await write(transaction, Changes(deleted=doomed), turn.now)
        derived = await self._follow(transaction, written, set(), turn)
        return Done({}, {"deleted": doomed}, written.touched | derived)

    async def _with_those_that_need_it(self, transaction: Transaction, iri: str, all_of_them: bool) -> list[str]:
        """Return a resource and all that speak of it or cannot be without it, and of those again."""
        found, edge = [iri], [iri]
        text = f"UNWIND $iris AS iri MATCH (:{ROOT} {{iri: iri}})<-[r:$any($kinds)]-(m:{ROOT}) WHERE NOT m.iri IN $found AND r.proposition IS NULL RETURN DISTINCT m.iri"
        while edge:
            edge = [other for (other,) in await transaction.rows(text, {"iris": edge, "kinds": list(self._model.needing), "found": found})]
            if edge and not all_of_them:
                some = ", ".join(map(self._words.compact, edge[:3]))
                text = f"{self._words.compact(iri)} is needed by {len(edge)}: {some}{', …' if len(edge) > 3 else ''}"
                raise Rejected([Problem("IN_USE", text, ("id",), mend="delete those first, or say `withClaims: true`")])
            found += edge
            if len(found) > MOST_DELETED:
                raise Rejected([Problem("TOO_MANY", f"more than {MOST_DELETED} resources would go with {self._words.compact(iri)}", ("id",))])
        return found

    # evidence

    async def _record(self, mutation: Mutation, arguments: Mapping[str, Any], transaction: Transaction, turn: Turn) -> Done:
        drafting = Drafting(self._model, self._conversions)
        chain = self._evidence.record(drafting, mutation.cls, arguments["input"], arguments.get("relayedBy") or ())
        if mutation.kind != "record":
            earlier = drafting.iri(arguments["id"], ("id",))
            await self._evidence.follow(transaction, chain[0], earlier, "retracts" if mutation.kind == "retract" else "supersedes")
        await self._new_only(drafting, chain, transaction)
        _, done = await self._write(drafting, transaction, turn)
        (one, cls), (many, _) = mutation.objects
        done.objects |= {one: chain[0].iri, many: [draft.iri for draft in chain]}
        return done

    async def _new_only(self, drafting: Drafting, drafts: Sequence[Draft], transaction: Transaction) -> None:
        for draft in drafts:
            if draft.iri and await self._is_there(transaction, draft.iri):
                text = f"{self._words.compact(draft.iri)} is there already"
                drafting.problems.append(Problem("KEY_TAKEN", text, (*draft.path, "id"), mend="leave the id out, and a new one is made"))

    async def _judge(self, mutation: Mutation, arguments: Mapping[str, Any], transaction: Transaction, turn: Turn) -> Done:
        drafting = Drafting(self._model, self._conversions)
        draft = drafting.draft(mutation.cls, arguments["input"], ("input",))
        await self._new_only(drafting, [draft], transaction)
        _, done = await self._write(drafting, transaction, turn)
        done.objects[mutation.objects[0][0]] = draft.iri
        for name, _ in mutation.objects[1:]:
            assessed = self._evidence.relation(mutation.cls, "assesses")
            done.objects[name] = next((link.iri for link in draft.linked(assessed)), None)
        return done

    async def _identify(self, mutation: Mutation, arguments: Mapping[str, Any], transaction: Transaction, turn: Turn) -> Done:
        drafting = Drafting(self._model, self._conversions)
        draft = self._evidence.identity(drafting, mutation.cls, arguments, "SAME" if mutation.kind == "merge" else "DIFFERENT")
        _, done = await self._write(drafting, transaction, turn)
        iris = [link.iri for link in draft.links if link.path[0] == "ids"]
        standing = dict(await transaction.rows(_STANDS_FOR, {"iris": iris}))
        if mutation.kind == "unmerge" and (still := [iri for iri in iris[1:] if standing[iri] == standing[iris[0]]]):
            text = f"{', '.join(map(self._words.compact, still))} is still the same as {self._words.compact(iris[0])}, by other judgements"
            raise Rejected([Problem("STILL_THE_SAME", text, ("ids",), mend="name all of them, or judge each two")])
        name, resource = (name for name, _ in mutation.objects)
        done.objects |= {name: draft.iri, resource: standing[iris[0]]}
        return done


_STANDS_FOR = f"UNWIND $iris AS iri MATCH (n:{ROOT} {{iri: iri}}) RETURN iri, coalesce(head([(n)-[:{SAME_AS}]->(m) | m.iri]), iri)"
