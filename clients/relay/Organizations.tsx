import { graphql, useLazyLoadQuery, useMutation, usePaginationFragment, useRefetchableFragment } from "react-relay";
import type { OrganizationsNoteMutation } from "./__generated__/OrganizationsNoteMutation.graphql";
import type { OrganizationsQuery } from "./__generated__/OrganizationsQuery.graphql";
import type { Organizations_page$key } from "./__generated__/Organizations_page.graphql";
import type { Organizations_one$key } from "./__generated__/Organizations_one.graphql";

/** All organizations, five at a time; each can be read again by itself, through `node`. */
export function Organizations() {
  const query = useLazyLoadQuery<OrganizationsQuery>(
    graphql`
      query OrganizationsQuery {
        ...Organizations_page
      }
    `,
    {},
  );
  return <Page query={query} />;
}

function Page({ query }: { query: Organizations_page$key }) {
  const { data, hasNext, loadNext } = usePaginationFragment(
    graphql`
      fragment Organizations_page on Query
      @argumentDefinitions(first: { type: "Int", defaultValue: 5 }, after: { type: "String" })
      @refetchable(queryName: "OrganizationsPageQuery") {
        organizations(orderBy: [{ name: ASC }], first: $first, after: $after) @connection(key: "Organizations_organizations") {
          edges {
            node {
              id
              ...Organizations_one
            }
          }
        }
      }
    `,
    query,
  );
  return (
    <>
      <ol>
        {data.organizations.edges.map(({ node }) => (
          <One key={node.id} organization={node} />
        ))}
      </ol>
      {hasNext && <button className="more" onClick={() => loadNext(5)} />}
    </>
  );
}

function One({ organization }: { organization: Organizations_one$key }) {
  const [{ __typename, id, name, note, version }, refetch] = useRefetchableFragment(
    graphql`
      fragment Organizations_one on Organization @refetchable(queryName: "OrganizationsOneQuery") {
        __typename
        id
        name
        note
        version
      }
    `,
    organization,
  );
  const [write] = useMutation<OrganizationsNoteMutation>(graphql`
    mutation OrganizationsNoteMutation($id: ID!, $note: String!, $ifVersion: Int, $clientMutationId: String!) @raw_response_type {
      upsertArmedGroup(input: { id: $id, note: $note }, ifVersion: $ifVersion, clientMutationId: $clientMutationId) {
        armedGroup {
          ...Organizations_one
        }
        errors {
          code
          message
        }
      }
    }
  `);
  const change = () =>
    write({
      variables: { id, note: "relay", ifVersion: version, clientMutationId: crypto.randomUUID() },
      optimisticResponse: {
        upsertArmedGroup: { armedGroup: { __typename: "ArmedGroup", __isOrganization: "ArmedGroup", id, name, note: "at once", version }, errors: [] },
      },
    });
  return (
    <li>
      {name} {note && `(${note}, version ${version})`}
      <button className="again" onClick={() => refetch({}, { fetchPolicy: "network-only" })} />
      {__typename === "ArmedGroup" && <button className="write" onClick={change} />}
    </li>
  );
}
