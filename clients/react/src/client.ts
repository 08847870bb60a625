import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import generated from "./gql/possibleTypes.json";

/**
 * A client with a cache of its own. Its entities are kept by `id`, and what is told of one depends on the view:
 * so each view needs its own client, else what one side says would overwrite what the other one does.
 */
export function newClient(api: string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: api }),
    cache: new InMemoryCache({
      possibleTypes: generated.possibleTypes,
      typePolicies: { Query: { fields: { agents: relayStylePagination(["where", "orderBy"]) } } },
    }),
  });
}
