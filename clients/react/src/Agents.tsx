import { useQuery } from "@apollo/client/react";
import { graphql } from "./gql";

const AGENTS = graphql(`
  query Agents($after: String) {
    agents(orderBy: [{ name: ASC }], first: 10, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** All agents, ten at a time. */
export function Agents({ onChoose }: { onChoose: (id: string) => void }) {
  const { data, error, fetchMore } = useQuery(AGENTS);
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p>...</p>;
  const { edges, pageInfo, totalCount } = data.agents;
  return (
    <nav>
      <ol>
        {edges.map(({ node }) => (
          <li key={node.id}>
            <button onClick={() => onChoose(node.id)}>{node.name}</button>
          </li>
        ))}
      </ol>
      {pageInfo.hasNextPage && (
        <button className="more" onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          {totalCount - edges.length} more
        </button>
      )}
    </nav>
  );
}
