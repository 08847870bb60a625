import { useQuery } from "@apollo/client/react";
import { graphql } from "./gql";
import { Note } from "./Note";
import { WhoSaysSo } from "./WhoSaysSo";

const AGENT = graphql(`
  query Agent($id: ID!, $accordingTo: [ID!]) @view(accordingTo: $accordingTo) {
    agent(id: $id) {
      __typename
      id
      name
      captured {
        edges {
          status
          node {
            id
            name
          }
          proposition {
            ...WhoSaysSo
          }
        }
      }
      ... on Organization {
        leaders {
          edges {
            status
            node {
              id
              name
            }
            proposition {
              ...WhoSaysSo
            }
          }
        }
      }
      ...Note
    }
  }
`);

/** One agent with some of its relations, as told by some sources or by all. */
export function Agent({ id, accordingTo }: { id: string; accordingTo: string[] | null }) {
  const { data, error } = useQuery(AGENT, { variables: { id, accordingTo } });
  if (error) return <p role="alert">{error.message}</p>;
  if (!data?.agent) return <p>...</p>;
  const { agent } = data;
  const relations = { captured: agent.captured.edges, "led by": "leaders" in agent ? agent.leaders.edges : [] };
  return (
    <main>
      <h1>{agent.name}</h1>
      {Object.entries(relations).map(([relation, edges]) =>
        edges.map(({ node, status, proposition }) => (
          <section key={relation + node.id}>
            <h2>
              {relation} {node.name} <small>{status}</small>
            </h2>
            {proposition && <WhoSaysSo proposition={proposition} />}
          </section>
        )),
      )}
      <Note agent={agent} />
    </main>
  );
}
