/** urql with its normalised cache, in front of the server at CLAIMGRAPH. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { gql, type OperationResult } from "@urql/core";
import WebSocket from "ws";
import { newClient, readSchema } from "./client";

Object.assign(globalThis, { WebSocket });
const server = process.env.CLAIMGRAPH!;
const schema = await readSchema(server);

interface Page {
  agents: { edges: { node: { id: string; __typename: string; name: string; leaders?: { nodes: { name: string }[] } } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}
const AGENTS = gql<Page, { after?: string }>`
  query Agents($after: String) {
    agents(orderBy: [{ name: ASC }], first: 25, after: $after) {
      edges {
        node {
          id
          name
          ... on Organization {
            leaders {
              nodes {
                id
                name
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Group {
  armedGroup: { id: string; note: string | null; version: number };
}
const GROUP = gql<Group>`
  query Group {
    armedGroup(id: "id:wagner") {
      id
      note
      version
    }
  }
`;

interface Written {
  upsertArmedGroup: { errors: { code: string }[] };
}
const WRITE = gql<Written, { id: string; note: string; ifVersion: number; once: string }>`
  mutation Write($id: ID!, $note: String!, $ifVersion: Int!, $once: String!) {
    upsertArmedGroup(input: { id: $id, note: $note }, ifVersion: $ifVersion, clientMutationId: $once) {
      armedGroup {
        id
        note
        version
      }
      errors {
        code
      }
    }
  }
`;

function data<Data>({ data, error }: Pick<OperationResult<Data>, "data" | "error">): Data {
  assert.equal(error, undefined);
  return data!;
}

test("pages are put together, and interfaces are known", async () => {
  const client = newClient(server, schema);
  const first = data(await client.query(AGENTS, {})).agents;
  assert.ok(first.pageInfo.hasNextPage);
  const both = data(await client.query(AGENTS, { after: first.pageInfo.endCursor })).agents;
  assert.deepEqual(both.edges.slice(0, 25), first.edges);
  assert.equal(new Set(both.edges.map(({ node }) => node.id)).size, both.edges.length);
  assert.ok(both.edges.length > 25);
  const kept = data(await client.query(AGENTS, {}, { requestPolicy: "cache-only" })).agents;
  const legion = kept.edges.find(({ node }) => node.name === "Freedom of Russia Legion")!.node;
  assert.deepEqual(legion.leaders?.nodes.map(({ name }) => name), ["Ilya Ponomarev"]);
});

test("a change is seen before the server has answered, and a stale one is refused", async () => {
  const client = newClient(server, schema);
  const seen: Group["armedGroup"][] = [];
  const { unsubscribe } = client.query(GROUP, {}).subscribe((result) => result.data && seen.push(result.data.armedGroup));
  const { id, version } = data(await client.query(GROUP, {})).armedGroup;
  const note = `urql ${randomUUID()}`;
  const call = { id, note, ifVersion: version, once: randomUUID() };
  assert.deepEqual(data(await client.mutation(WRITE, call)).upsertArmedGroup.errors, []);
  assert.deepEqual(data(await client.mutation(WRITE, call)).upsertArmedGroup.errors, [], "done once, answered again");
  const stale = data(await client.mutation(WRITE, { ...call, once: randomUUID() }));
  assert.deepEqual(stale.upsertArmedGroup.errors.map(({ code }) => code), ["VERSION_CONFLICT"]);
  unsubscribe();
  assert.equal(seen[1]?.note, note);
  assert.equal(seen.at(-1)?.version, version + 1);
});

const CHANGES = gql<{ changes: { version: string; what: string } }>`
  subscription Changes {
    changes(since: 0) {
      version
      what
    }
  }
`;

test("a subscription goes over a WebSocket", async () => {
  const told = await new Promise<OperationResult<{ changes: { version: string } }>>((resolve) => {
    const { unsubscribe } = newClient(server, schema)
      .subscription(CHANGES, {})
      .subscribe((result) => (unsubscribe(), resolve(result)));
  });
  assert.equal(data(told).changes.version, "1");
});
