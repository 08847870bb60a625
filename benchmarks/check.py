"""Before anything is timed: do all servers give the same answers?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from benchmarks.cases import Case, bodies, cypher, graphql, mentioned, parameter_bodies, variables
from benchmarks.compare import agree, leaves_agree, rows, size
from benchmarks.jobs import Worker
from benchmarks.probes import PAGE, Probes
from benchmarks.servers import BARE, CLAIMGRAPH, DRIVER, PEERS, Server

_WALK = 100


@dataclass(frozen=True)
class Checked:
    """A case that can be measured: what each server is sent, and how large the answer is (rows and values, mean over the variants).

    `refused` are peers that can't answer, with what they say.
    """

    case: Case
    requests: dict[str, list[str]]
    rows: float
    values: float
    refused: dict[str, str]


class Disagreement(Exception):
    """An answer is wrong; the message says whose and for what."""


class Refusal(Disagreement):
    """There is no answer; the message is the server's."""


def with_cursor(probes: Probes, server: Server) -> Probes:
    """Walk through claimgraph's pages up to the far one, and add the cursor before it."""
    after, left = None, (probes.far_page - 1) * PAGE
    text = "query Walk($after: String, $first: Int!) { claims(after: $after, first: $first) { nodes { id } pageInfo { endCursor } } }"
    while left:
        values = {"after": after, "first": min(left, _WALK)}
        data = _data("walk", server, "/graphql", orjson.dumps({"query": text, "variables": values}).decode())
        after = data["claims"]["pageInfo"]["endCursor"]
        left -= min(left, _WALK)
    return replace(probes, far=[{**values, "after": after} for values in probes.far])


async def check(cases: Sequence[Case], servers: Sequence[Server], floor: Worker, probes: Probes, strict: bool) -> list[Checked]:
    """Ask every server every case in every variant; raises Disagreement. Unless `strict`, a peer may refuse: it is left out of that case."""
    return [await _check(case, servers, floor, probes, strict) for case in cases]


async def _check(case: Case, servers: Sequence[Server], floor: Worker, probes: Probes, strict: bool) -> Checked:
    asked = variables(case, probes)
    requests = {server.name: found for server in servers if (found := _requests(case, server.name, probes))}
    answers, refused = _answers(case, [server for server in servers if server.name in requests], requests, strict)
    parameters = [mentioned(cypher(case.name), values) for values in asked]
    answers[DRIVER] = (await floor.do({"rows": True, "cypher": cypher(case.name), "parameters": parameters}))["rows"]
    ours = [rows(data) for data in answers.pop(CLAIMGRAPH)]
    for name, theirs in answers.items():
        for place, data in enumerate(theirs):
            if not _same(case, name, ours[place], data):
                raise Disagreement(_story(case, name, asked[place], ours[place], data))
    if not any(ours):
        raise Disagreement(f"{case.name} finds nothing: there is nothing to compare")
    answered = {name: found for name, found in requests.items() if name not in refused}
    return Checked(case, answered, sum(map(len, ours)) / len(ours), sum(map(size, ours)) / len(ours), refused)


def _answers(case: Case, servers: Sequence[Server], requests: dict[str, list[str]], strict: bool) -> tuple[dict[str, list[Any]], dict[str, str]]:
    """The data of all answers, and the refusals, by server."""
    answers, refused = dict[str, list[Any]](), dict[str, str]()
    for server in servers:
        try:
            answers[server.name] = [_data(case.name, server, server.path(case.name), body) for body in requests[server.name]]
        except Refusal as refusal:
            if strict or server.name not in PEERS:
                raise
            refused[server.name] = str(refusal)
            print(f"left out: {refusal}", flush=True)
    return answers, refused


def _requests(case: Case, server: str, probes: Probes) -> list[str]:
    if server == BARE:
        return parameter_bodies(case.name, variables(case, probes))
    text = graphql(case.name, server)
    return bodies(text, variables(case, probes)) if text else []


def _data(what: str, server: Server, path: str, body: str) -> Any:
    answer = server.ask(path, body)
    if "errors" in answer or "data" not in answer:
        raise Refusal(f"{server.name} refuses {what}: {orjson.dumps(answer).decode()[:600]}")
    return answer["data"]


def _same(case: Case, name: str, ours: list[Any], theirs: Any) -> bool:
    if case.compare == "number":
        return len(ours) == len(theirs if name in (BARE, DRIVER) else rows(theirs))
    if name in (BARE, DRIVER):
        return leaves_agree(ours, theirs)
    return agree(ours, rows(theirs), case.compare == "order")


def _story(case: Case, name: str, asked: Any, ours: list[Any], theirs: Any) -> str:
    shown = theirs if name in (BARE, DRIVER) else rows(theirs)
    one, other = (orjson.dumps(value).decode()[:1500] for value in (ours, shown))
    return f"{name} disagrees with {CLAIMGRAPH} on {case.name} for {asked}:\n  {CLAIMGRAPH}: {one}\n  {name}: {other}"
