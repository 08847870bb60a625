import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { minifyIntrospectionQuery } from "@urql/introspection";
import type { IntrospectionObjectType, IntrospectionQuery } from "graphql";
import { createClient } from "graphql-ws";

/** The server's schema, as small as the cache needs it: done when a page is built, not in the browser. */
export async function readSchema(server: string): Promise<IntrospectionQuery> {
  return minifyIntrospectionQuery(await (await fetch(`${server}/introspection.json`)).json());
}

/** What has no `id` is kept within what it belongs to. */
function embedded({ __schema }: IntrospectionQuery) {
  const objects = __schema.types.filter((type): type is IntrospectionObjectType => type.kind === "OBJECT");
  return Object.fromEntries(objects.filter(({ fields }) => !fields.some(({ name }) => name === "id")).map(({ name }) => [name, () => null]));
}

/** A client whose cache knows the schema. One for each view: what is told of an entity depends on it. */
export function newClient(server: string, schema: IntrospectionQuery): Client {
  const sockets = createClient({ url: `${server.replace("http", "ws")}/graphql` });
  return new Client({
    url: `${server}/graphql`,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({
        schema,
        keys: embedded(schema),
        resolvers: { Query: { agents: relayPagination() } },
        optimistic: {
          upsertArmedGroup: ({ input, ifVersion }) => ({
            __typename: "UpsertArmedGroupPayload",
            armedGroup: { __typename: "ArmedGroup", ...(input as { id: string; note: string }), version: (ifVersion as number) + 1 },
            errors: [],
          }),
        },
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ query: query!, variables }, sink) }),
        }),
      }),
    ],
  });
}
