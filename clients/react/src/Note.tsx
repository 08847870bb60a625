import { useMutation } from "@apollo/client/react";
import { type FragmentType, graphql, readFragment } from "./gql";

const NOTE = graphql(`
  fragment Note on Agent {
    __typename
    id
    note
    version
  }
`);

const WRITE_NOTE = graphql(`
  mutation WriteNote($id: ID!, $note: String, $ifVersion: Int, $clientMutationId: String!) {
    upsertArmedGroup(input: { id: $id, note: $note }, ifVersion: $ifVersion, clientMutationId: $clientMutationId) {
      __typename
      armedGroup {
        __typename
        id
        note
        version
      }
      errors {
        code
        message
      }
    }
  }
`);

/** A note on an armed group: shown at once, and taken back if somebody else was faster. */
export function Note(props: { agent: FragmentType<typeof NOTE> }) {
  const { __typename, id, note, version } = readFragment(NOTE, props.agent);
  const [write, { data, error }] = useMutation(WRITE_NOTE);
  if (__typename !== "ArmedGroup") return null;
  const problem = error ?? data?.upsertArmedGroup?.errors[0];

  function save(text: string) {
    void write({
      variables: { id, note: text, ifVersion: version, clientMutationId: crypto.randomUUID() },
      optimisticResponse: {
        upsertArmedGroup: {
          __typename: "UpsertArmedGroupPayload",
          armedGroup: { __typename: "ArmedGroup", id, note: text, version: (version ?? 0) + 1 },
          errors: [],
        },
      },
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(String(new FormData(event.currentTarget).get("note")));
      }}
    >
      <p className="note">
        {note} <small>version {version}</small>
      </p>
      <input name="note" aria-label="Note" />
      <button>Write</button>
      {problem && <p role="alert">{problem.message}</p>}
    </form>
  );
}
